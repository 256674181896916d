// Shells that can be typed into and listened to, however they are reached.
import { spawn } from "node:child_process";
import WebSocket from "ws";

const DEADLINE_MS = 180_000;
/** As the page does: at least every 32 KiB, and once it is idle (docs/PROTOCOL.md). */
const ACK_EVERY = 32 * 1024;
const ACK_IDLE_MS = 20;
const SLICE_MS = 5;

/**
 * What every peer has. Output is heard after it was parsed; a parser's speed can be set, so that a browser can be
 * played: what waits to be parsed is bounded by `hold()` and `go()` of the transport, or by its acknowledgements.
 */
class Peer {
  listeners = new Set();
  waiting = [];
  /** Bytes per second that this reader parses; Infinity: as fast as they come. */
  rate = Infinity;
  parsed = 0;
  stopped = false;

  received(bytes) {
    if (this.rate === Infinity && this.waiting.length === 0 && !this.stopped) {
      this.parse(bytes);
      return;
    }
    this.waiting.push(bytes);
    this.hold();
    this.timer ??= setInterval(() => this.slice(), SLICE_MS);
  }

  slice() {
    let budget = this.stopped ? 0 : (this.rate * SLICE_MS) / 1000;
    while (budget > 0 && this.waiting.length > 0) {
      const bytes = this.waiting.shift();
      if (bytes.length > budget) {
        this.waiting.unshift(bytes.subarray(budget));
      }
      const part = bytes.subarray(0, Math.min(bytes.length, budget));
      budget -= part.length;
      this.parse(part);
    }
    if (this.waiting.length === 0) {
      clearInterval(this.timer);
      this.timer = undefined;
      this.go();
    }
  }

  parse(bytes) {
    this.parsed += bytes.length;
    for (const listener of this.listeners) {
      listener(bytes);
    }
  }

  /** Reads nothing any more, until `start()`. */
  stop() {
    this.stopped = true;
    this.hold();
  }

  start() {
    this.stopped = false;
    if (this.waiting.length === 0) {
      this.go();
    }
  }

  /** Resolves once `wanted(bytes)` is true; refuses after the deadline. */
  until(wanted) {
    return new Promise((resolve, reject) => {
      const over = (settle, value) => {
        clearTimeout(timer);
        this.listeners.delete(listener);
        this.failed = undefined;
        settle(value);
      };
      const timer = setTimeout(() => over(reject, new Error("waited in vain")), DEADLINE_MS);
      const listener = (bytes) => {
        if (wanted(bytes)) {
          over(resolve, bytes);
        }
      };
      this.failed = (error) => over(reject, error);
      this.listeners.add(listener);
    });
  }

  untilText(text) {
    let seen = "";
    return this.until((bytes) => {
      seen += bytes.toString("latin1");
      const found = seen.includes(text);
      seen = seen.slice(-text.length);
      return found;
    });
  }

  /** Runs a command line whose output ends with a mark of its own, and waits for that. */
  async command(line) {
    this.mark = (this.mark ?? 0) + 1;
    const done = this.untilText(`done-${this.mark}-42`);
    this.type(`${line}; echo done-${this.mark}-$((6*7))\n`);
    await done;
  }

  /** A plain sh without echo or prompt: line editors add bytes of their own around every command. */
  async plainShell() {
    this.type("exec sh\n");
    await this.command("PS1=; stty -echo");
  }
}

/** The OpenSSH client with a PTY: the floor. */
export class SshPeer extends Peer {
  constructor(place) {
    super();
    this.place = place;
  }

  async open() {
    this.process = spawn("ssh", ["-tt", ...this.place.sshArguments()], { stdio: ["pipe", "pipe", "ignore"] });
    this.process.stdout.on("data", (bytes) => this.received(bytes));
  }

  type(text) {
    this.process.stdin.write(text);
  }

  hold() {
    this.process.stdout.pause();
  }

  go() {
    this.process.stdout.resume();
  }

  close() {
    this.process.kill();
  }
}

/** Fairlead's own protocol, as the page speaks it, resume included. */
export class FairleadPeer extends Peer {
  credit = 0;
  output = 0;
  acked = 0;
  arrived = 0;
  /** Input that was not acknowledged: its first byte has the offset `inputAcked`. */
  unsent = [];
  sentInput = 0;
  inputAcked = 0;
  kept = Buffer.alloc(0);

  constructor(place) {
    super();
    this.place = place;
  }

  async open() {
    await this.connect();
    const opened = this.message("opened");
    this.say({ type: "open", host: "bench", columns: 80, rows: 24 });
    const { terminal, token, credit } = await opened;
    Object.assign(this, { terminal, token, credit });
    this.flush();
  }

  /** Takes the terminal up again on a new connection, as after a drop. */
  async attach() {
    await this.connect();
    const at = this.arrived;
    const attached = this.message("attached");
    this.say({
      type: "attach",
      terminal: this.terminal,
      token: this.token,
      output: at,
      input: this.sentInput,
      columns: 80,
      rows: 24,
    });
    const { token, output, input, skipped } = await attached;
    if (output !== at || skipped !== 0) {
      throw new Error(`resume at ${output} instead of ${at}, ${skipped} skipped`);
    }
    this.token = token;
    this.accepted(input);
    this.sentInput = input;
    this.flush();
  }

  connect() {
    const { url, cookie } = this.place;
    const socket = new WebSocket(`${url.replace("http", "ws")}/ws/terminal/`, ["fairlead.v1"], {
      headers: { Cookie: cookie, Origin: url },
      perMessageDeflate: false,
      skipUTF8Validation: true,
    });
    this.socket = socket;
    socket.on("message", (data, binary) => {
      if (socket === this.socket) {
        if (binary) {
          this.arrived += data.length;
          this.received(data);
        } else {
          this.told(JSON.parse(data.toString()));
        }
      }
    });
    return new Promise((resolve, reject) => {
      socket.once("open", resolve);
      socket.on("error", (error) => {
        reject(error);
        this.failed?.(error);
      });
    });
  }

  told(message) {
    if (message.type === "ping") {
      this.say({ type: "pong", t: message.t });
    } else if (message.type === "ack") {
      this.accepted(message.input);
      this.flush();
    } else if (message.type === "failed") {
      const error = new Error(message.message);
      this.failed?.(error);
      this.refused?.(error);
    } else if (message.type === this.expected) {
      this.tell(message);
    }
  }

  message(type) {
    return new Promise((resolve, reject) => {
      this.expected = type;
      this.tell = resolve;
      this.refused = reject;
    });
  }

  say(message) {
    this.socket.send(JSON.stringify(message));
  }

  parse(bytes) {
    super.parse(bytes);
    if (this.parsed - this.acked >= ACK_EVERY) {
      this.acknowledge();
    } else {
      this.idle ??= setTimeout(() => {
        this.idle = undefined;
        this.acknowledge();
      }, ACK_IDLE_MS);
    }
  }

  acknowledge() {
    if (this.parsed > this.acked && this.socket.readyState === WebSocket.OPEN) {
      this.acked = this.parsed;
      this.say({ type: "ack", output: this.parsed });
    }
  }

  type(text) {
    this.kept = this.kept.length === 0 ? Buffer.from(text) : Buffer.concat([this.kept, Buffer.from(text)]);
    this.flush();
  }

  /** Sends what was not sent and is within the credit. */
  flush() {
    const end = Math.min(this.kept.length, this.credit);
    let from = this.sentInput - this.inputAcked;
    while (from < end && this.socket.readyState === WebSocket.OPEN) {
      const frame = this.kept.subarray(from, Math.min(end, from + 32 * 1024));
      this.socket.send(frame);
      from += frame.length;
      this.sentInput += frame.length;
    }
  }

  accepted(offset) {
    this.kept = this.kept.subarray(offset - this.inputAcked);
    this.inputAcked = offset;
  }

  /** The network is gone: no closing handshake. */
  drop() {
    this.socket.terminate();
  }

  hold() {
    if (this.stopped) {
      this.socket.pause();
    }
  }

  go() {
    this.socket.resume();
  }

  close() {
    this.say({ type: "end" });
  }
}
