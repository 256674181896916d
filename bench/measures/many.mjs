import { sleep } from "../place.mjs";
import { cpuSeconds, threads } from "../processes.mjs";
import { now } from "./statistics.mjs";

const AT_ONCE = 10;
/** What the server needs for its first terminals, such as their classes, is not counted. */
const BEFORE = 100;
/** Past the 30 s after which a terminal is at rest. */
const REST_MS = 45_000;
/** A page and the server ping each other every 15 s. */
const IDLE_MS = 30_000;

/** Many terminals of a fresh server, opened as fast as they go, then idle. */
export async function many(place, Peer, { count = 1000, ...settings } = {}) {
  await place.startFairlead(settings);
  const server = place.fairlead;
  (await openAll(place, Peer, BEFORE)).forEach((one) => one.close());
  await sleep(3000);
  const before = { ...server.memory(), cpu: cpuSeconds(server.pid), threads: threads(server.pid) };
  const start = now();
  const peers = await openAll(place, Peer, count);
  const opened = now() - start;
  const cpu = cpuSeconds(server.pid) - before.cpu;
  await sleep(REST_MS);
  const resting = cpuSeconds(server.pid);
  await sleep(IDLE_MS);
  const idle = ((cpuSeconds(server.pid) - resting) / (IDLE_MS / 1000)) * 100;
  const after = server.memory();
  const each = (what) => (after[what] - before[what]) / count;
  const figures = {
    [`${count} opened, per second`]: (count / opened) * 1000,
    "server CPU per opening, ms": (cpu * 1000) / count,
    "memory per idle terminal: heap in use, KiB": each("heap"),
    "memory per idle terminal: resident outside the heap, KiB": each("outside"),
    "memory per idle terminal: both, KiB": each("heap") + each("outside"),
    "resident memory per idle terminal, as `ps` shows it after a collection, KiB": each("resident"),
    "threads per idle terminal": (threads(server.pid) - before.threads) / count,
    "CPU while all are idle, % of a core": idle,
  };
  peers.forEach((one) => one.close());
  await sleep(3000);
  return figures;
}

async function openAll(place, Peer, count) {
  const peers = [];
  let next = 0;
  const opener = async () => {
    while (next++ < count) {
      const peer = new Peer(place);
      peers.push(peer);
      await peer.open();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, opener));
  return peers;
}
