import { SUBPROTOCOL, type ClientMessage } from "./protocol";

const PING_MS = 15_000;
const DEAD_MS = PING_MS * 2.5;
/** After the machine has slept, or the network changed, an answer must come within this. */
const PROBE_MS = 5_000;

/** What becomes of a socket; nothing is told any more once it was left. */
export interface SocketListener {
  opened(): void;
  received(data: ArrayBuffer | string): void;
  /** `reached`: it had been open before. */
  closed(code: number, reason: string, reached: boolean): void;
}

/** One WebSocket to the server, which pings and is given up when nothing is heard any more. */
export class LiveSocket {
  private readonly socket: WebSocket;
  private readonly pinger: ReturnType<typeof setInterval>;
  private probe: ReturnType<typeof setTimeout> | undefined;
  private heard = performance.now();
  private reached = false;
  private left = false;

  constructor(private readonly listener: SocketListener) {
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    this.socket = new WebSocket(`${scheme}://${location.host}/ws/terminal/`, SUBPROTOCOL);
    this.socket.binaryType = "arraybuffer";
    this.socket.onopen = () => {
      this.reached = true;
      if (!this.left) {
        listener.opened();
      }
    };
    this.socket.onmessage = (event: MessageEvent<ArrayBuffer | string>) => {
      if (!this.left) {
        this.heard = performance.now();
        listener.received(event.data);
      }
    };
    this.socket.onclose = (event) => this.closed(event.code, event.reason, this.reached);
    this.pinger = setInterval(() => this.beat(), PING_MS);
  }

  say(message: ClientMessage): void {
    this.send(JSON.stringify(message));
  }

  send(data: string | Uint8Array): void {
    if (this.socket.readyState === WebSocket.OPEN) {
      this.socket.send(data);
    }
  }

  ping(): void {
    this.say({ type: "ping", t: performance.now() });
  }

  /** Something happened to the machine or its network: is the server still there? */
  check(): void {
    const asked = performance.now();
    this.ping();
    clearTimeout(this.probe);
    this.probe = setTimeout(() => {
      if (this.heard < asked) {
        this.closed(1006, "", true);
      }
    }, PROBE_MS);
  }

  /** Closes it and forgets it. */
  leave(): void {
    this.left = true;
    clearInterval(this.pinger);
    clearTimeout(this.probe);
    this.socket.close();
  }

  private beat(): void {
    if (performance.now() - this.heard > DEAD_MS) {
      this.closed(1006, "", true);
    } else {
      this.ping();
    }
  }

  private closed(code: number, reason: string, reached: boolean): void {
    if (!this.left) {
      this.leave();
      this.listener.closed(code, reason, reached);
    }
  }
}
