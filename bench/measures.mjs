// One function per measure: takes a place and a kind of peer, gives named figures.
import { createHash, randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sleep } from "./place.mjs";

const KEYS = 500;
const KEYS_WARM = 50;
const MEBI = 1024 * 1024;
const now = () => performance.now();

export const median = (numbers) => percentile(numbers, 50);

function percentile(numbers, which) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * which) / 100))];
}

/** Connect to the first output of the shell. */
export async function connect(place, Peer) {
  const peer = new Peer(place);
  const before = place.cpuSeconds();
  const start = now();
  const first = peer.until(() => true);
  await peer.open();
  await first;
  const figure = now() - start;
  await sleep(300);
  peer.close();
  return { "connect to first output, ms": figure, "server CPU per connect, ms": (place.cpuSeconds() - before) * 1000 };
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
  const cpu = place.cpuSeconds();
  const start = now();
  peer.type(`head -c ${bytes} /dev/zero | tr '\\0' z\n`);
  await all;
  const seconds = (now() - start) / 1000;
  const used = place.cpuSeconds() - cpu;
  peer.close();
  if (count !== bytes || hash.digest("hex") !== expected) {
    throw new Error(`${count} bytes of ${bytes}, or not the same ones`);
  }
  return { "100 MiB of output, MiB/s": 100 / seconds, "server CPU for it, s": used };
}

/** From Ctrl-C to the shell's prompt, drawn, during a flood. */
export async function interrupt(place, Peer) {
  const figures = {};
  for (const [flood, command] of [
    ["yes", "yes"],
    ["random bytes", "cat /dev/urandom"],
  ]) {
    for (const [reader, rate] of [
      ["full speed", Infinity],
      ["10 MB/s", 10e6],
    ]) {
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
      figures[`Ctrl-C to prompt, ${flood}, reader at ${reader}, ms`] = now() - start;
      peer.close();
    }
  }
  return figures;
}

/** A reader that stops for 10 s during a flood, and goes on. */
export async function stalledReader(place, Peer) {
  const peer = new Peer(place);
  await peer.open();
  await peer.plainShell();
  const before = place.heapKiB();
  peer.type("seq 1 100000000\n");
  await sleep(1000);
  let expected = 1;
  let rest = "";
  let broken = "";
  const checking = peer.until((bytes) => {
    const lines = (rest + bytes.toString("latin1")).split("\r\n");
    rest = lines.pop();
    for (const line of lines) {
      if (checked === 0) {
        expected = Number(line) || expected;
        checked = line.length > 3 ? 1 : 0;
      } else if (Number(line) !== expected) {
        broken = `${line} instead of ${expected}`;
      }
      expected += checked;
    }
    return resumed && (broken || ++after > 100);
  });
  let checked = 0;
  let resumed = false;
  let after = 0;
  await sleep(300);
  peer.stop();
  await sleep(10_000);
  const growth = place.heapKiB() - before;
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

/** 10 MB typed at once into a program that stores and echoes it. */
export async function paste(place, Peer) {
  const peer = new Peer(place);
  await peer.open();
  await peer.plainShell();
  // No line discipline in the way: a PTY's line has 4,095 characters at most.
  const file = join(place.directory, `pasted-${Date.now()}`);
  const bytes = 10_000_000;
  const ready = peer.untilText("ready-42");
  peer.type(`stty raw -echo; echo ready-$((6*7)); head -c ${bytes} | tee ${file}; stty sane -echo\n`);
  await ready;
  await sleep(200);
  const pasted = Buffer.from(randomBytes((bytes / 4) * 3).toString("base64"));
  const back = createHash("sha256");
  let count = 0;
  const all = peer.until((chunk) => {
    back.update(chunk.subarray(0, bytes - count));
    count += chunk.length;
    return count >= bytes;
  });
  const start = now();
  peer.type(pasted);
  await all;
  const millis = now() - start;
  await peer.command("true");
  peer.close();
  const sha = (data) => createHash("sha256").update(data).digest("hex");
  if (!existsSync(file) || sha(readFileSync(file)) !== sha(pasted) || back.digest("hex") !== sha(pasted)) {
    throw new Error("the paste or its echo is not what was typed");
  }
  return { "10 MB pasted and echoed, s": millis / 1000 };
}

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

/** Many terminals, opened as fast as they go, then idle. */
export async function many(place, Peer, { count = 1000 } = {}) {
  const warm = new Peer(place);
  await warm.open();
  const idleHeap = place.heapKiB();
  const before = { memory: place.residentKiB(), cpu: place.cpuSeconds(), threads: place.threads() };
  const peers = [];
  const start = now();
  let next = 0;
  const opener = async () => {
    while (next++ < count) {
      const peer = new Peer(place);
      peers.push(peer);
      await peer.open();
    }
  };
  await Promise.all(Array.from({ length: 10 }, opener));
  const opened = now() - start;
  const cpu = place.cpuSeconds() - before.cpu;
  const heap = place.heapKiB() - idleHeap;
  await sleep(45_000); // past the 30 s after which a terminal is at rest
  const resting = place.cpuSeconds();
  await sleep(20_000);
  const idle = ((place.cpuSeconds() - resting) / 20) * 100;
  const figures = {
    [`${count} opened, per second`]: (count / opened) * 1000,
    "server CPU per opening, ms": (cpu * 1000) / count,
    "resident memory per idle terminal, KiB": (place.residentKiB() - before.memory) / count,
    "heap per idle terminal, KiB": heap / count,
    "threads per idle terminal": (place.threads() - before.threads) / count,
    "CPU while all are idle, % of a core": idle,
  };
  [warm, ...peers].forEach((one) => one.close());
  await sleep(3000);
  return figures;
}
