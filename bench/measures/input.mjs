// Much input.
import { createHash, randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PlainPeer } from "../peers/plain.mjs";
import { sleep } from "../place.mjs";
import { now } from "./statistics.mjs";

/** 10 MB typed at once into a program that stores and echoes it; in one message or in many, as the peer does it. */
export async function paste(place, Peer, suffix = "") {
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
  return { [`10 MB pasted and echoed${suffix}, s`]: millis / 1000 };
}

/** The same in a single message, which only plain mode takes. */
export async function pastePlain(place) {
  return paste(place, PlainPeer, " in one message, plain mode");
}

/** Ctrl-C in the middle of a paste into `cat`, which echoes it: to the shell's prompt. */
export async function pasteInterrupted(place, Peer) {
  const peer = new Peer(place);
  await peer.open();
  await peer.plainShell();
  peer.type(`PS1=@pro''mpt@; stty echo; echo ready-$((6*7)); cat > /dev/null\n`);
  await peer.untilText("ready-42");
  await sleep(200);
  // In lines, as of a file: a PTY's line has 4,095 characters at most.
  const pasted = randomBytes(7_400_000).toString("base64").replace(/.{76}/g, "$&\n");
  let echoed = 0;
  const under = peer.until((bytes) => (echoed += bytes.length) > 500_000);
  peer.type(pasted);
  await under;
  const prompt = peer.untilText("@prompt@");
  const start = now();
  peer.type("\u0003");
  await prompt;
  const figure = now() - start;
  // Whatever was left of the paste is not for the shell.
  await peer.command("stty -echo");
  peer.close();
  return { "Ctrl-C to prompt, in the middle of a paste of 10 MB, ms": figure };
}
