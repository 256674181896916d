import { SUBPROTOCOL, type ClientMessage } from "./protocol";

const PING_MS = 15_000;
/** Interval of pings while few round trips have been measured. */
const PING_SOON_MS = 1_000;
/** Time after input without an answer until a ping is sent, which tells a lost connection from a host that takes no input. */
const DOUBT_MS = 1_000;
/** Time without an answer to a ping or input until the person is told. */
const UNANSWERED_MS = 2_000;
/** Time without an answer until the connection counts as lost. */
const DEAD_MS = 15_000;
/** Time for an answer after the machine has slept or the network has changed. */
const PROBE_MS = 5_000;

/** Receives the events of a socket; none after {@link LiveSocket.leave}. */
export interface SocketListener {
  opened(): void;
  received(data: ArrayBuffer | string): void;
  /** Since when nothing has answered, as `Date.now()`; null once something is heard again. */
  unanswered(since: number | null): void;
  /** Whether the next round trip should be measured soon. */
  hasty(): boolean;
  /** `reached`: it had been open before. */
  closed(code: number, reason: string, reached: boolean): void;
}

/** A WebSocket to the server that sends pings and is closed if nothing is received any longer. */
export class LiveSocket {
  private readonly socket: WebSocket;
  private pinger: ReturnType<typeof setTimeout> | undefined;
  private probe: ReturnType<typeof setTimeout> | undefined;
  private waiting: ReturnType<typeof setTimeout>[] = [];
  private silent = false;
  private heard = performance.now();
  private reached = false;
  private left = false;

  constructor(private readonly listener: SocketListener) {
    // Relative to the page's path. Only newer browsers accept an http URL here.
    const address = new URL("ws/terminal/", location.href);
    address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
    this.socket = new WebSocket(address, SUBPROTOCOL);
    this.socket.binaryType = "arraybuffer";
    this.socket.onopen = () => {
      this.reached = true;
      if (!this.left) {
        listener.opened();
      }
    };
    this.socket.onmessage = (event: MessageEvent<ArrayBuffer | string>) => {
      if (!this.left) {
        this.hear();
        listener.received(event.data);
      }
    };
    this.socket.onclose = (event) => this.closed(event.code, event.reason, this.reached);
    this.later();
  }

  /** Whether the server has accepted it. */
  get accepted(): boolean {
    return this.reached;
  }

  say(message: ClientMessage): void {
    this.send(JSON.stringify(message));
  }

  send(data: string | Uint8Array): void {
    if (this.socket.readyState === WebSocket.OPEN) {
      this.socket.send(data);
      if (typeof data !== "string") {
        this.await(() => this.ping());
      }
    }
  }

  ping(): void {
    this.await(() => undefined);
    this.say({ type: "ping", t: performance.now() });
  }

  /** Checks whether the server still answers, after an event of the machine or its network. */
  check(): void {
    if (this.socket.readyState === WebSocket.CONNECTING) {
      return;
    }
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
    clearTimeout(this.pinger);
    clearTimeout(this.probe);
    this.answered();
    this.socket.close();
  }

  private later(): void {
    this.pinger = setTimeout(
      () =>
        whenIdle(() => {
          if (!this.left) {
            this.ping();
            this.later();
          }
        }),
      this.reached && this.listener.hasty() ? PING_SOON_MS : PING_MS,
    );
  }

  private hear(): void {
    this.heard = performance.now();
    this.answered();
    if (this.silent) {
      this.silent = false;
      this.listener.unanswered(null);
    }
  }

  /** Starts to wait for an answer, unless it waits already. */
  private await(doubt: () => void): void {
    if (this.waiting.length === 0 && !this.left) {
      const since = Date.now();
      this.waiting = [
        setTimeout(doubt, DOUBT_MS),
        setTimeout(() => {
          this.silent = true;
          this.listener.unanswered(since);
        }, UNANSWERED_MS),
        setTimeout(() => this.closed(1006, "", true), DEAD_MS),
      ];
    }
  }

  private answered(): void {
    this.waiting.forEach(clearTimeout);
    this.waiting = [];
  }

  private closed(code: number, reason: string, reached: boolean): void {
    if (!this.left) {
      this.leave();
      this.listener.closed(code, reason, reached);
    }
  }
}

/** Runs when the page is idle, so that its drawing is not part of the measurement. */
function whenIdle(work: () => void): void {
  if (typeof requestIdleCallback === "function") {
    requestIdleCallback(work, { timeout: 1_000 });
  } else {
    work();
  }
}
