#!/usr/bin/env node
// Fairlead, the plain ssh client and other web terminals, on the same sshd, in one run, interleaved. README.md says
// how to call it; bench/run builds and calls this.
import { parseArgs } from "node:util";
import { writeFileSync } from "node:fs";
import { MEASURES } from "./measures/index.mjs";
import { otherFairlead } from "./peers/other.mjs";
import { FairleadPeer } from "./peers/fairlead.mjs";
import { peerNamed } from "./peers/index.mjs";
import { SshPeer } from "./peers/ssh.mjs";
import { Place } from "./place.mjs";
import { Results } from "./results.mjs";

const { values: options } = parseArgs({
  options: {
    rounds: { type: "string", default: "3" },
    only: { type: "string" },
    peer: { type: "string", multiple: true, default: [] },
    against: { type: "string" },
    warm: { type: "string", default: "10" },
    heap: { type: "string", default: "512m" },
    many: { type: "string", default: "1000" },
    compare: { type: "boolean", default: false },
    out: { type: "string" },
  },
});
const settings = {
  heap: options.heap,
  count: Number(options.many),
  rounds: Number(options.rounds),
  warm: Number(options.warm),
};
const wanted = options.only?.split(",") ?? Object.keys(MEASURES);
const unknown = wanted.filter((name) => !MEASURES[name]);
if (unknown.length > 0) {
  throw new Error(`--only ${unknown} (expected: ${Object.keys(MEASURES).join(", ")})`);
}

const place = new Place();
const results = new Results();
for (const signal of ["SIGINT", "SIGTERM"]) {
  process.once(signal, () => void place.end().then(() => process.exit(1)));
}

async function peersHere() {
  const found = [];
  for (const Peer of await Promise.all(options.peer.map(peerNamed))) {
    if (Peer.available()) {
      await Peer.start(place);
      found.push(Peer);
    } else {
      results.leftOut(`${Peer.title} is not on this machine`);
    }
  }
  return found;
}

async function measure(name, run, Peer) {
  if (results.hasFailed(run, Peer)) {
    return;
  }
  try {
    for (const figures of [await run(place, Peer, settings)].flat()) {
      results.note(name, Peer, figures);
    }
  } catch (error) {
    results.failed(name, run, Peer, error);
    place.closePeers();
  }
}

async function round(names, others) {
  const peers = { everyone: [SshPeer, FairleadPeer, ...others], both: [SshPeer, FairleadPeer], fairlead: [FairleadPeer] };
  for (const name of names) {
    const { runs, compare, of } = MEASURES[name];
    for (const run of (options.compare && compare) || runs) {
      for (const Peer of peers[of]) {
        await measure(name, run, Peer);
      }
    }
  }
}

try {
  await place.startSshd();
  const others = await peersHere();
  const here = wanted.filter((name) => {
    const absent = MEASURES[name].absent?.();
    if (absent) {
      results.leftOut(`${name}: ${absent}`);
    }
    return !absent;
  });
  const repeated = here.filter((name) => !MEASURES[name].once);
  if (repeated.some((name) => !MEASURES[name].alone)) {
    await place.startFairlead(settings);
    const fairleads = [FairleadPeer];
    if (options.against) {
      fairleads.push(await otherFairlead(place, options.against, settings));
      others.push(fairleads[1]);
    }
    // The JVM compiles while it runs, for as long as a minute: that is not counted.
    for (let pass = 0; pass < settings.warm; pass++) {
      for (const name of ["connect", "echo", "output"]) {
        for (const Peer of fairleads) {
          await MEASURES[name].runs[0](place, Peer);
        }
      }
    }
  }
  for (let i = 0; i < settings.rounds; i++) {
    await round(repeated, others);
  }
  await round(here.filter((name) => MEASURES[name].once), others);
} finally {
  await place.end();
}

console.log(results.table(options));
if (options.out) {
  writeFileSync(options.out, JSON.stringify(results, null, 2));
}
process.exit(results.hasFailed(null, FairleadPeer) ? 1 : 0);
