import WebSocket from "ws";
import { Peer } from "./peer.mjs";

/** As the page does: at least every 32 KiB, and once it is idle (docs/PROTOCOL.md). */
const ACK_EVERY = 32 * 1024;
const ACK_IDLE_MS = 20;
const PING_MS = 15_000;
/** With more than this waiting, the page's Ctrl-C overtakes it. */
const INTERRUPT_ABOVE = 4 * 1024;
const CTRL_C = "\u0003";

/** Fairlead's own protocol, as the page speaks it, resume included. */
export class FairleadPeer extends Peer {
  static title = "Fairlead";
  credit = 0;
  acked = 0;
  arrived = 0;
  sentInput = 0;
  inputAcked = 0;
  /** Input that was not acknowledged: its first byte has the offset `inputAcked`. */
  kept = Buffer.alloc(0);
  /** What is typed once the server has dropped the input before it, or null. */
  interrupting = null;

  async open() {
    await this.connect();
    const opened = this.message("opened");
    this.say({ type: "open", host: this.place.host, columns: 80, rows: 24 });
    const { terminal, token, credit } = await opened;
    Object.assign(this, { terminal, token, credit });
    this.pinger = setInterval(() => this.say({ type: "ping", t: performance.now() }), PING_MS);
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
    const { url, cookie } = this.place.fairlead;
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
    // A connection that was dropped on purpose is not this one any more when it closes.
    const lost = (error) => socket === this.socket && this.failed(error);
    socket.on("close", (code, reason) => lost(new Error(`the connection died (${code} ${reason})`)));
    return new Promise((resolve, reject) => {
      socket.once("open", resolve);
      socket.on("error", (error) => {
        reject(error);
        lost(error);
      });
    });
  }

  told(message) {
    if (message.type === "ping") {
      this.say({ type: "pong", t: message.t });
    } else if (message.type === "ack") {
      if (message.interrupted) {
        this.interrupted(message.input);
      } else {
        this.accepted(message.input);
      }
      this.flush();
    } else if (message.type === "failed") {
      const error = new Error(message.message);
      this.failed(error);
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
    if (this.socket?.readyState === WebSocket.OPEN) {
      this.socket.send(JSON.stringify(message));
    }
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
    const bytes = Buffer.from(text);
    if (this.interrupting) {
      this.interrupting = Buffer.concat([this.interrupting, bytes]);
      return;
    }
    if (text === CTRL_C && this.kept.length > INTERRUPT_ABOVE) {
      this.interrupting = bytes;
      this.say({ type: "interrupt" });
      return;
    }
    this.kept = this.kept.length === 0 ? bytes : Buffer.concat([this.kept, bytes]);
    this.flush();
  }

  /** Sends what was not sent and is within the credit. */
  flush() {
    const end = Math.min(this.kept.length, this.credit);
    let from = this.sentInput - this.inputAcked;
    while (!this.interrupting && from < end && this.socket.readyState === WebSocket.OPEN) {
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

  /** The server has dropped all that the host had not taken: input goes on at this offset. */
  interrupted(offset) {
    this.kept = this.interrupting;
    this.interrupting = null;
    this.inputAcked = offset;
    this.sentInput = offset;
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

  pid() {
    return this.place.fairlead.pid;
  }

  close() {
    this.place.peers.delete(this);
    clearInterval(this.pinger);
    this.say({ type: "end" });
  }
}
