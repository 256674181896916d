#!/usr/bin/env node
// Fairlead's socket against the plain ssh client, on the same sshd, in one run, interleaved.
//
//   node bench/bench.mjs --url http://localhost:9080 --user operator --password … --host NAME \
//     --ssh "-p PORT -i KEY -o StrictHostKeyChecking=no USER@127.0.0.1" [--rounds 3] [--out FILE]
//
// Needs Node 22 or newer (a WebSocket client of its own), or Node 20 with --experimental-websocket, and the ssh client.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { cpus, release } from "node:os";

const options = {};
for (let i = 2; i < process.argv.length; i += 2) {
  options[process.argv[i].slice(2)] = process.argv[i + 1];
}
const rounds = Number(options.rounds ?? 3);
const KEYS = 500;
const MEBIBYTES = 100;
const now = () => performance.now();
const DEADLINE_MS = 120_000;

/** A shell that can be typed into and listened to, however it is reached. */
class Peer {
  listeners = new Set();

  heard(bytes) {
    for (const listener of this.listeners) {
      listener(bytes);
    }
  }

  /** Resolves once `wanted(bytes)` is true; refuses after the deadline. */
  until(wanted) {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.listeners.delete(listener);
        reject(new Error("waited in vain"));
      }, DEADLINE_MS);
      const listener = (bytes) => {
        if (wanted(bytes)) {
          clearTimeout(timer);
          this.listeners.delete(listener);
          resolve();
        }
      };
      this.listeners.add(listener);
    });
  }

  untilText(text) {
    let seen = "";
    return this.until((bytes) => (seen = (seen + bytes.toString("latin1")).slice(-4096)).includes(text));
  }
}

class SshPeer extends Peer {
  async open() {
    this.process = spawn("ssh", ["-tt", ...options.ssh.split(" ")], { stdio: ["pipe", "pipe", "ignore"] });
    this.process.stdout.on("data", (bytes) => this.heard(bytes));
  }

  type(text) {
    this.process.stdin.write(text);
  }

  close() {
    this.process.kill();
  }
}

class FairleadPeer extends Peer {
  async open() {
    const url = `${options.url.replace("http", "ws")}/ws/terminal/`;
    this.socket = new WebSocket(url, { protocols: ["fairlead.v1"], headers: { Cookie: cookie, Origin: options.url } });
    this.socket.binaryType = "arraybuffer";
    this.received = 0;
    await new Promise((resolve, reject) => {
      this.socket.onopen = resolve;
      this.socket.onerror = () => reject(new Error("the socket was refused"));
    });
    this.socket.onmessage = ({ data }) => {
      if (typeof data === "string") {
        const message = JSON.parse(data);
        if (message.type === "failed") {
          throw new Error(message.message);
        } else if (message.type === "ping") {
          this.socket.send(JSON.stringify({ type: "pong", t: message.t }));
        }
        return;
      }
      this.received += data.byteLength;
      this.heard(Buffer.from(data));
      this.socket.send(JSON.stringify({ type: "ack", output: this.received }));
    };
    this.socket.send(JSON.stringify({ type: "open", host: options.host, columns: 80, rows: 24 }));
  }

  type(text) {
    this.socket.send(Buffer.from(text));
  }

  close() {
    this.socket.send(JSON.stringify({ type: "end" }));
  }
}

let cookie = "";
async function signIn() {
  const answer = await fetch(`${options.url}/sign-in`, {
    method: "POST",
    redirect: "manual",
    headers: { Origin: options.url },
    body: new URLSearchParams({ j_username: options.user, j_password: options.password }),
  });
  cookie = answer.headers.getSetCookie().map((one) => one.split(";")[0]).join("; ");
  if (answer.headers.get("location") !== "/") {
    throw new Error(`sign-in: ${answer.status} ${answer.headers.get("location")}`);
  }
}

async function measure(peer) {
  const figures = {};
  const start = now();
  const prompt = peer.until(() => true);
  await peer.open();
  await prompt;
  figures.connect = now() - start;
  const ready = peer.untilText("ready-42");
  // A plain sh: line editors add bytes of their own around every command.
  peer.type("exec sh\n");
  peer.type("PS1=; stty -echo; echo ready-$((6*7))\n");
  await ready;

  const cat = peer.untilText("cat-42");
  peer.type("stty echo -icanon min 1; echo cat-$((6*7)); cat > /dev/null\n");
  await cat;
  await new Promise((resolve) => setTimeout(resolve, 200));
  const echoes = [];
  for (let i = 0; i < KEYS + 50; i++) {
    const at = now();
    const echo = peer.until(() => true);
    peer.type("x");
    await echo;
    if (i >= 50) {
      echoes.push(now() - at);
    }
  }
  echoes.sort((a, b) => a - b);
  for (const percentile of [50, 95, 99]) {
    figures[`echo p${percentile}`] = echoes[Math.floor((echoes.length * percentile) / 100)];
  }
  const back = peer.untilText("back-42");
  peer.type("\u0003");
  await new Promise((resolve) => setTimeout(resolve, 200));
  peer.type("stty sane -echo -onlcr; echo back-$((6*7))\n");
  await back;
  await new Promise((resolve) => setTimeout(resolve, 200));

  const bytes = MEBIBYTES * 1024 * 1024;
  const expected = createHash("sha256").update(Buffer.alloc(bytes, "z")).digest("hex");
  const hash = createHash("sha256");
  let count = 0;
  const all = peer.until((chunk) => {
    hash.update(chunk);
    count += chunk.length;
    return count >= bytes;
  });
  const flood = now();
  peer.type(`head -c ${bytes} /dev/zero | tr '\\0' z\n`);
  await all;
  figures.output = MEBIBYTES / ((now() - flood) / 1000);
  if (count !== bytes || hash.digest("hex") !== expected) {
    throw new Error(`${count} bytes of ${bytes}, or not the same ones`);
  }
  peer.close();
  return figures;
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

await signIn();
const results = { ssh: [], fairlead: [] };
await measure(new FairleadPeer()); // warms the server up
for (let round = 0; round < rounds; round++) {
  results.ssh.push(await measure(new SshPeer()));
  results.fairlead.push(await measure(new FairleadPeer()));
}
const units = { connect: "ms", "echo p50": "ms", "echo p95": "ms", "echo p99": "ms", output: "MiB/s" };
const lines = ["| measure | ssh -tt | Fairlead | ratio |", "|---|---|---|---|"];
for (const [name, unit] of Object.entries(units)) {
  const cell = (peer) => {
    const all = results[peer].map((one) => one[name]);
    return `${median(all).toFixed(2)} (${Math.min(...all).toFixed(2)} to ${Math.max(...all).toFixed(2)}) ${unit}`;
  };
  const ratio = median(results.fairlead.map((one) => one[name])) / median(results.ssh.map((one) => one[name]));
  lines.push(`| ${name} | ${cell("ssh")} | ${cell("fairlead")} | ${ratio.toFixed(2)} |`);
}
lines.push("", `${rounds} rounds, median (range); ${cpus().length} × ${cpus()[0].model}, Linux ${release()}, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}`);
console.log(lines.join("\n"));
if (options.out) {
  writeFileSync(options.out, JSON.stringify(results, null, 2));
}
process.exit(0);
