// Much output: how fast, how soon it can be stopped, and what a reader that stops does.
import { createHash } from "node:crypto";
import { sleep } from "../place.mjs";
import { now } from "./statistics.mjs";

const MEBI = 1024 * 1024;

/** 100 MiB through the PTY, every byte checked. */
export async function output(place, Peer) {
  const peer = new Peer(place);
  await peer.open();
  await peer.plainShell();
  await peer.command("stty -onlcr");
  await sleep(200);
  const bytes = 100 * MEBI;
  const expected = createHash("sha256").update(Buffer.alloc(bytes, "z")).digest("hex");
  const hash = createHash("sha256");
  let count = 0;
  const all = peer.until((chunk) => {
    hash.update(chunk);
    count += chunk.length;
    return count >= bytes;
  });
  const cpu = peer.cpuSeconds();
  const start = now();
  peer.type(`head -c ${bytes} /dev/zero | tr '\\0' z\n`);
  await all;
  const seconds = (now() - start) / 1000;
  const used = peer.cpuSeconds() - cpu;
  peer.close();
  if (count !== bytes || hash.digest("hex") !== expected) {
    throw new Error(`${count} bytes of ${bytes}, or not the same ones`);
  }
  return { "100 MiB of output, MiB/s": 100 / seconds, "server CPU for it, s": used };
}

/** From Ctrl-C to the shell's prompt, drawn, during a flood. */
const FLOODS = { yes: "yes", "random bytes": "cat /dev/urandom" };
const READERS = { "full speed": Infinity, "10 MB/s": 10e6 };

/** One measure for each flood and each reader: a peer may bear some of them and not the others. */
export const interrupts = Object.entries(FLOODS).flatMap(([flood, command]) =>
  Object.entries(READERS).map(([reader, rate]) => async (place, Peer) => {
    const peer = new Peer(place);
    await peer.open();
    await peer.plainShell();
    peer.rate = rate;
    peer.type(`PS1=@pro''mpt@; ${command}\n`);
    await sleep(1500);
    const prompt = peer.untilText("@prompt@");
    const start = now();
    peer.type("\u0003");
    await prompt;
    const figure = now() - start;
    peer.close();
    return { [`Ctrl-C to prompt, ${flood}, reader at ${reader}, ms`]: figure };
  }),
);

/** A reader that stops for 10 s during a flood, and goes on. */
export async function stalledReader(place, Peer) {
  const peer = new Peer(place);
  await peer.open();
  await peer.plainShell();
  const before = place.fairlead.heapKiB();
  peer.type("seq 1 100000000\n");
  await sleep(1000);
  let expected = null;
  let rest = null;
  let broken = "";
  const checking = peer.until((bytes) => {
    const lines = ((rest ?? "") + bytes.toString("latin1")).split("\r\n");
    if (rest === null) {
      if (lines.length < 2) {
        return false;
      }
      // It may begin in the middle of a number.
      lines.shift();
    }
    rest = lines.pop();
    for (const line of lines) {
      if (Number(line) !== (expected ?? Number(line))) {
        broken ||= `${line} instead of ${expected}`;
      }
      expected = Number(line) + 1;
    }
    return resumed && (broken || ++after > 100);
  });
  let resumed = false;
  let after = 0;
  await sleep(300);
  peer.stop();
  await sleep(10_000);
  const growth = place.fairlead.heapKiB() - before;
  const start = now();
  resumed = true;
  peer.start();
  await checking;
  peer.close();
  if (broken) {
    throw new Error(`after the stall: ${broken}`);
  }
  return { "heap growth with a reader stopped for 10 s, KiB": growth, "100 frames after it, ms": now() - start };
}
