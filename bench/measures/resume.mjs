import { createHash, randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sleep } from "../place.mjs";
import { median, now } from "./statistics.mjs";

/** 100 connections cut during 100 MB out and 1 MB in, both ways checked. Fairlead only: nobody else resumes. */
export async function drops(place, Peer) {
  const peer = new Peer(place);
  await peer.open();
  await peer.plainShell();
  const file = join(place.directory, `typed-${Date.now()}`);
  const out = 100_000_000;
  const typed = Buffer.from(randomBytes(750_000).toString("base64"));
  const ready = peer.untilText("ready-42");
  // A shell without job control: its background may read from the terminal.
  const both = `head -c ${typed.length} < /dev/tty > ${file} & head -c ${out} /dev/zero | tr "\\0" z; wait`;
  peer.type(`stty raw -echo; echo ready-$((6*7)); sh -c '${both}'\n`);
  await ready;
  const hash = createHash("sha256");
  let count = 0;
  let first = true;
  const all = peer.until((chunk) => {
    // What is left of the line that said "ready".
    const bytes = first && chunk[0] === 10 ? chunk.subarray(1) : chunk;
    first = false;
    hash.update(bytes.subarray(0, Math.max(0, out - count)));
    count += bytes.length;
    return count >= out;
  });
  const reattached = [];
  for (let i = 0; i < 100; i++) {
    peer.type(typed.subarray((i * typed.length) / 100, ((i + 1) * typed.length) / 100));
    await sleep(10 + Math.random() * 10);
    peer.drop();
    const start = now();
    const byte = count < out ? peer.until(() => true) : Promise.resolve();
    await peer.attach();
    await byte;
    reattached.push(now() - start);
  }
  await all;
  const deadline = now() + 30_000;
  while ((!existsSync(file) || readFileSync(file).length < typed.length) && now() < deadline) {
    await sleep(50);
  }
  peer.close();
  const expected = createHash("sha256").update(Buffer.alloc(out, "z")).digest("hex");
  if (hash.digest("hex") !== expected) {
    throw new Error("the output that arrived over 100 drops is not what was written");
  }
  if (!readFileSync(file).equals(typed)) {
    throw new Error("the input that arrived over 100 drops is not what was typed");
  }
  return {
    "reattach to first byte, median of 100 drops, ms": median(reattached),
    "the slowest of them, ms": Math.max(...reattached),
  };
}
