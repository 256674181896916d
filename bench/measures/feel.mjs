// What a person feels: how soon a terminal is there, and how soon a key shows.
import { sleep } from "../place.mjs";
import { median, now, percentile } from "./statistics.mjs";

const CONNECTS = 10;
const KEYS = 500;
const KEYS_WARM = 50;

/** Connect to the first output of the shell, one after the other: CPU is counted in steps of 10 ms. */
export async function connect(place, Peer) {
  const times = [];
  let used = 0;
  for (let i = 0; i < CONNECTS; i++) {
    const peer = new Peer(place);
    const before = peer.cpuSeconds();
    const start = now();
    const first = peer.until(() => true);
    await peer.open();
    await first;
    times.push(now() - start);
    await sleep(300);
    used += peer.cpuSeconds() - before;
    peer.close();
  }
  return { "connect to first output, ms": median(times), "server CPU per connect, ms": (used * 1000) / CONNECTS };
}

/** Keys one after the other, each sent when the echo of the one before is there. */
export async function echo(place, Peer, suffix = "") {
  const peer = new Peer(place);
  await peer.open();
  await peer.plainShell();
  const cat = peer.untilText("cat-42");
  peer.type("stty echo -icanon min 1; echo cat-$((6*7)); cat > /dev/null\n");
  await cat;
  await sleep(200);
  const echoes = [];
  for (let i = 0; i < KEYS + KEYS_WARM; i++) {
    const at = now();
    const back = peer.until(() => true);
    peer.type("x");
    await back;
    if (i >= KEYS_WARM) {
      echoes.push(now() - at);
    }
  }
  peer.close();
  return Object.fromEntries([50, 95, 99].map((p) => [`echo p${p}${suffix}, ms`, percentile(echoes, p)]));
}

/** The same while a neighbour's shell writes as fast as its reader, a browser's 10 MB/s, parses. */
export async function echoBesideFlood(place, Peer) {
  const neighbour = new Peer(place);
  await neighbour.open();
  await neighbour.plainShell();
  neighbour.rate = 10e6;
  neighbour.type("yes\n");
  await sleep(500);
  const figures = await echo(place, Peer, " beside `yes`");
  neighbour.close();
  return figures;
}

export async function echoBesideIdle(place, Peer) {
  const idle = [];
  for (let i = 0; i < 200; i++) {
    idle.push(new Peer(place));
    await idle.at(-1).open();
  }
  await sleep(1000);
  const figures = await echo(place, Peer, " beside 200 idle");
  idle.forEach((one) => one.close());
  await sleep(1000);
  return figures;
}
