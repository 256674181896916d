#!/usr/bin/env node
// Fairlead against the plain ssh client, on the same sshd, in one run, interleaved. bench/run builds and calls this.
//
//   bench/run [--rounds 3] [--only echo,output] [--heap 512m] [--many 1000] [--out FILE]
//
// Prints a table of medians with their range. Everything runs on this machine's loopback and in a folder of its own.
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { cpus, release } from "node:os";
import { parseArgs } from "node:util";
import * as measures from "./measures.mjs";
import { FairleadPeer, SshPeer } from "./peers.mjs";
import { Place } from "./place.mjs";

const { values: options } = parseArgs({
  options: {
    rounds: { type: "string", default: "3" },
    only: { type: "string" },
    heap: { type: "string", default: "512m" },
    many: { type: "string", default: "1000" },
    out: { type: "string" },
  },
});
const BOTH = ["connect", "echo", "echoBesideIdle", "echoBesideFlood", "output", "interrupt", "paste"];
const FAIRLEAD = ["stalledReader", "drops"];
const WARM = 10;
const wanted = options.only?.split(",") ?? [...BOTH, ...FAIRLEAD, "many", "start"];

const place = new Place();
const results = { ssh: {}, fairlead: {} };

function note(peer, figures) {
  for (const [name, value] of Object.entries(figures)) {
    (results[peer][name] ??= []).push(value);
    console.error(`${peer.padEnd(9)} ${name}: ${value.toFixed(2)}`);
  }
}

const version = (command, ...rest) => {
  const text = execFileSync("sh", ["-c", `${command} 2>&1`, ...rest], { encoding: "utf8" });
  return text.trim().split("\n")[0];
};

try {
  await place.startSshd();
  await place.startFairlead(options.heap);
  if (wanted.includes("start")) {
    note("fairlead", { "server start to ready, ms": place.startMillis });
  }
  // The JVM compiles while it runs, for as long as a minute: that is not counted.
  for (let pass = 0; pass < WARM; pass++) {
    for (const name of ["connect", "echo", "output"]) {
      await measures[name](place, FairleadPeer);
    }
  }
  for (let round = 0; round < Number(options.rounds); round++) {
    for (const name of BOTH.filter((one) => wanted.includes(one))) {
      note("ssh", await measures[name](place, SshPeer));
      note("fairlead", await measures[name](place, FairleadPeer));
    }
    for (const name of FAIRLEAD.filter((one) => wanted.includes(one))) {
      note("fairlead", await measures[name](place, FairleadPeer));
    }
  }
  if (wanted.includes("many")) {
    note("fairlead", await measures.many(place, FairleadPeer, { count: Number(options.many) }));
  }
} finally {
  await place.end();
}

const cell = (numbers) => {
  if (!numbers) {
    return "";
  }
  const digits = measures.median(numbers) < 10 ? 2 : 0;
  const range = `${Math.min(...numbers).toFixed(digits)} to ${Math.max(...numbers).toFixed(digits)}`;
  return measures.median(numbers).toFixed(digits) + (numbers.length > 1 ? ` (${range})` : "");
};
const lines = ["| measure | ssh -tt | Fairlead | ratio |", "|---|---|---|---|"];
for (const name of Object.keys(results.fairlead)) {
  const [ssh, fairlead] = [results.ssh[name], results.fairlead[name]];
  // The ssh client's connections cost the server nothing.
  const floor = name.startsWith("server CPU") ? undefined : ssh;
  const ratio = floor ? (measures.median(fairlead) / measures.median(floor)).toFixed(2) : "";
  lines.push(`| ${name} | ${cell(floor)} | ${cell(fairlead)} | ${ratio} |`);
}
const java = process.env.JAVA_HOME ? `${process.env.JAVA_HOME}/bin/java` : "java";
lines.push(
  "",
  `${options.rounds} rounds, median (range); ${cpus().length} × ${cpus()[0].model}, Linux ${release()}, heap ${options.heap}; ` +
    `${version(`${java} -version`)}; ${version("ssh -V")}; Node ${process.version}; ${new Date().toISOString().slice(0, 10)}`,
);
console.log(lines.join("\n"));
if (options.out) {
  writeFileSync(options.out, JSON.stringify(results, null, 2));
}
process.exit(0);
