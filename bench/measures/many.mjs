import { sleep } from "../place.mjs";
import { cpuSeconds, threads } from "../processes.mjs";
import { now } from "./statistics.mjs";

const AT_ONCE = 10;
/** What the server needs for its first terminals, such as their classes, is not counted. */
const BEFORE = 100;
/** Past the 30 s for which a terminal that has ended is kept. */
const SETTLE_MS = 35_000;
/** Past the 30 s after which a terminal is at rest. */
const REST_MS = 45_000;
/** A page pings every 15 s, the server its host every 30 s. */
const IDLE_MS = 30_000;
/** Opened by a server that has opened all others before. */
const WARM = 300;

/** Many terminals of a fresh server, opened as fast as they go, typed into once, then idle. */
export async function many(place, Peer, { count = 1000, ...settings } = {}) {
  await place.startFairlead(settings);
  const server = place.fairlead;
  close(await openAll(place, Peer, BEFORE));
  await sleep(SETTLE_MS - IDLE_MS);
  const empty = await idleCpu(server);
  const before = { ...server.memory(), threads: threads(server.pid) };
  const cold = await opened(place, Peer, count);
  cold.peers.forEach((one) => one.type("\n"));
  await sleep(REST_MS);
  const idle = await idleCpu(server);
  const after = server.memory();
  const threadsEach = (threads(server.pid) - before.threads) / count;
  close(cold.peers);
  await sleep(SETTLE_MS);
  const warm = await opened(place, Peer, WARM);
  close(warm.peers);
  await sleep(3000);
  const each = (what) => (after[what] - before[what]) / count;
  return {
    [`${count} opened in a fresh server, per second`]: cold.perSecond,
    "server CPU per opening in a fresh server, ms": cold.cpuEach,
    [`${WARM} more opened once it is warm, per second`]: warm.perSecond,
    "server CPU per opening once it is warm, ms": warm.cpuEach,
    "memory per idle terminal: heap in use, KiB": each("heap"),
    "memory per idle terminal: resident outside the heap, KiB": each("outside"),
    "memory per idle terminal: both, KiB": each("heap") + each("outside"),
    "resident memory per idle terminal, as `ps` shows it after a collection, KiB": each("resident"),
    "threads per idle terminal": threadsEach,
    "CPU without a terminal, % of a core": empty,
    "CPU while all are idle, % of a core": idle,
  };
}

/** How long it takes to open that many terminals, and the CPU time. */
async function opened(place, Peer, count) {
  const { pid } = place.fairlead;
  const before = cpuSeconds(pid);
  const start = now();
  const peers = await openAll(place, Peer, count);
  const millis = now() - start;
  return { peers, perSecond: (count / millis) * 1000, cpuEach: ((cpuSeconds(pid) - before) * 1000) / count };
}

async function idleCpu({ pid }) {
  const before = cpuSeconds(pid);
  await sleep(IDLE_MS);
  return ((cpuSeconds(pid) - before) / (IDLE_MS / 1000)) * 100;
}

function close(peers) {
  peers.forEach((one) => one.close());
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
