import { parseServerMessage, SUBPROTOCOL, traceId, type ClientMessage, type EndedMessage, type PromptMessage, type ServerMessage } from "./protocol";
import { InputLine } from "./input";
import { OutputLine } from "./output";
import { freshToken, isSignedIn } from "./api";
import { backoff, graceLeft } from "./countdown";

const PING_MS = 15_000;
const DEAD_MS = PING_MS * 2.5;
/** After the machine has slept, or the network changed, an answer must come within this. */
const PROBE_MS = 5_000;

/** The server notices a loss as much later as it waits for pings, and counts the grace time from there. */
const GRACE_MARGIN_SECONDS = 40;

/** Ends what the parser is in the middle of (ECMA-48 CAN). */
const CANCEL = Uint8Array.of(0x18);

/** What the status line says. */
export type State =
  | { kind: "connecting"; phase: string }
  | { kind: "connected" }
  /** Lost since `lost`; the next try is at `next`, or under way when null. Both are milliseconds of `Date.now()`. */
  | { kind: "reconnecting"; next: number | null; lost: number }
  | { kind: "ended"; ended: EndedMessage }
  /** `lives`: the terminal still runs and can be come back to. */
  | { kind: "failed"; code: number; message: string; lives: boolean };

export interface Listener {
  state(state: State): void;
  draw(bytes: Uint8Array, done: () => void, replayed: boolean): void;
  prompt(prompt: PromptMessage): void;
  promptDone(id: number): void;
  notice(kind: string, message: string, seconds?: number): void;
  latency(gateway: number, host: number | null): void;
  /** Which trace the server keeps of this connection; "" for none. */
  trace(id: string): void;
  size(): { columns: number; rows: number };
  /** Seconds for which the server keeps a terminal without its browser. */
  grace(): number;
}

/** Where a terminal can be taken up again; from `output` 0 on when this page has nothing of its screen. */
export interface Place {
  terminal: string;
  token: string;
  output: number;
  inputStart: number;
  input: Uint8Array;
}

/** One terminal's connection: opens it once, then comes back to it for as long as it lives; never opens a second one. */
export class Connection {
  readonly input: InputLine;
  readonly output: OutputLine;
  private socket: WebSocket | null = null;
  private terminal: string | null = null;
  private token = "";
  private attempts = 0;
  private tokenAsked = false;
  private established = false;
  /** It does not come back by itself any more. */
  private over = false;
  /** There is nothing to come back to. */
  private gone = false;
  private lost: number | null = null;
  private failure: { code: number; message: string } | null = null;
  private heard = 0;
  private pinger: ReturnType<typeof setInterval> | undefined;
  private probe: ReturnType<typeof setTimeout> | undefined;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private readonly wake = (): void => {
    if (document.visibilityState !== "visible") {
      return;
    }
    if (this.retry !== undefined) {
      this.connect();
    } else if (this.established) {
      this.check();
    }
  };

  constructor(
    readonly host: string,
    private readonly listener: Listener,
  ) {
    this.input = new InputLine(
      (frame) => this.socket?.send(frame),
      () => this.say({ type: "interrupt" }),
      (bytes) => {
        if (bytes > 0) {
          listener.notice("interrupted", `${bytes} bytes of input were not sent.`);
        }
      },
    );
    this.output = new OutputLine(
      (bytes, done, replayed) => listener.draw(bytes, done, replayed),
      (output) => this.say({ type: "ack", output }),
    );
    addEventListener("online", this.wake);
    document.addEventListener("visibilitychange", this.wake);
  }

  /** Opens a new terminal on the host. */
  open(): void {
    this.connect();
  }

  /** Comes back to a terminal that runs. */
  attach(place: Place): void {
    this.terminal = place.terminal;
    this.token = place.token;
    this.output.startAt(place.output);
    this.input.restore(place.inputStart, place.input);
    this.connect();
  }

  /** Where another page could take this terminal up; null when there is nothing to take up. */
  place(): Place | null {
    return this.terminal === null || this.gone
      ? null
      : {
          terminal: this.terminal,
          token: this.token,
          output: this.output.shown,
          inputStart: this.input.start,
          input: this.input.unacknowledged(),
        };
  }

  get terminalId(): string | null {
    return this.terminal;
  }

  say(message: ClientMessage): void {
    if (this.socket?.readyState === WebSocket.OPEN) {
      this.socket.send(JSON.stringify(message));
    }
  }

  /** The window has another size. While a terminal is being opened or come back to, that waits: it is told then. */
  resized(): void {
    if (this.established) {
      this.say({ type: "resize", ...this.listener.size() });
    }
  }

  /** Leaves for good; the terminal itself is ended by `end`. */
  dispose(): void {
    this.over = true;
    this.gone = true;
    removeEventListener("online", this.wake);
    document.removeEventListener("visibilitychange", this.wake);
    this.drop();
  }

  private drop(): void {
    clearTimeout(this.retry);
    clearTimeout(this.probe);
    clearInterval(this.pinger);
    this.retry = undefined;
    const old = this.socket;
    this.socket = null;
    this.established = false;
    this.input.disconnected();
    old?.close();
  }

  private connect(): void {
    this.drop();
    if (this.over) {
      return;
    }
    this.listener.state(
      this.lost === null
        ? { kind: "connecting", phase: this.terminal === null ? "gateway" : "resume" }
        : { kind: "reconnecting", next: null, lost: this.lost },
    );
    let reached = false;
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    const socket = new WebSocket(`${scheme}://${location.host}/ws/terminal/`, SUBPROTOCOL);
    socket.binaryType = "arraybuffer";
    this.socket = socket;
    this.heard = performance.now();
    socket.onopen = () => {
      reached = true;
      this.greet();
    };
    socket.onmessage = (event: MessageEvent<ArrayBuffer | string>) => {
      if (this.socket === socket) {
        this.receive(event.data);
      }
    };
    socket.onclose = (event) => {
      if (this.socket === socket) {
        this.closed(event.code, event.reason, reached);
      }
    };
    this.pinger = setInterval(() => this.ping(), PING_MS);
  }

  private greet(): void {
    const size = this.listener.size();
    if (this.terminal === null) {
      this.say({ type: "open", host: this.host, ...size });
    } else {
      // What has arrived but is not drawn yet still will be, so the server goes on after it.
      this.say({
        type: "attach",
        terminal: this.terminal,
        token: this.token,
        output: this.output.arrived,
        input: this.input.position,
        ...size,
      });
    }
  }

  private ping(): void {
    if (performance.now() - this.heard > DEAD_MS) {
      this.dead();
    } else {
      this.say({ type: "ping", t: performance.now() });
    }
  }

  /** Something happened to the machine or its network: is the server still there? */
  private check(): void {
    const asked = performance.now();
    this.say({ type: "ping", t: asked });
    clearTimeout(this.probe);
    this.probe = setTimeout(() => {
      if (this.heard < asked) {
        this.dead();
      }
    }, PROBE_MS);
  }

  private dead(): void {
    const dead = this.socket;
    this.socket = null;
    dead?.close();
    this.closed(1006, "", true);
  }

  private receive(data: ArrayBuffer | string): void {
    this.heard = performance.now();
    if (typeof data !== "string") {
      this.output.bytes(new Uint8Array(data));
      return;
    }
    const message = parseServerMessage(data);
    if (message) {
      this.handle(message);
    }
  }

  private handle(message: ServerMessage): void {
    switch (message.type) {
      case "opened":
        this.terminal = message.terminal;
        this.output.startAt(0);
        this.listener.trace(traceId(message.traceparent));
        this.stand(message.token, 0, message.credit);
        break;
      case "attached":
        this.goOnAt(message.output, message.skipped, message.seen ?? 0);
        this.listener.trace(traceId(message.traceparent));
        this.stand(message.token, message.input, message.credit);
        break;
      case "progress":
        this.listener.state({ kind: "connecting", phase: message.phase });
        break;
      case "prompt":
        this.listener.prompt(message);
        break;
      case "prompt-done":
        this.listener.promptDone(message.id);
        break;
      case "ack":
        this.input.acknowledged(message.input, message.interrupted === true);
        break;
      case "notice":
        if (message.kind === "input-stalled" || message.kind === "input-resumed") {
          this.input.stalled = message.kind === "input-stalled";
        }
        this.listener.notice(message.kind, message.message, message.seconds);
        break;
      case "ended":
        this.over = true;
        this.gone = true;
        this.listener.state({ kind: "ended", ended: message });
        break;
      case "failed":
        // The close that follows holds no more than the first 123 bytes of it.
        this.failure = message;
        if (message.traceparent) {
          this.listener.trace(traceId(message.traceparent));
        }
        break;
      case "ping":
        this.say({ type: "pong", t: message.t });
        break;
      case "pong":
        this.listener.latency(performance.now() - message.t, message.ssh);
        break;
    }
  }

  private goOnAt(output: number, skipped: number, seen: number): void {
    if (this.output.arrived === 0) {
      this.output.replayTo(seen);
    }
    if (skipped > 0) {
      const kib = Math.ceil(skipped / 1024);
      const amount = `${kib} KiB of ${this.output.arrived === 0 ? "older " : ""}output`;
      this.listener.notice("skipped", `${amount} ${kib === 1 ? "is" : "are"} no longer kept and cannot be shown.`);
      this.listener.draw(CANCEL, () => undefined, false);
    }
    if (output !== this.output.arrived) {
      this.output.startAt(output);
    }
  }

  private stand(token: string, input: number, credit: number): void {
    this.token = token;
    this.attempts = 0;
    this.tokenAsked = false;
    this.established = true;
    this.lost = null;
    this.listener.state({ kind: "connected" });
    this.input.resume(input, credit);
    this.resized();
    this.say({ type: "ping", t: performance.now() });
  }

  private closed(code: number, reason: string, reached: boolean): void {
    const stood = this.established;
    const said = this.failure?.code === code ? this.failure.message : reason;
    this.failure = null;
    this.drop();
    if (this.over) {
      return;
    }
    if (stood) {
      this.lost = Date.now();
    }
    if (code === 4404 && this.terminal !== null && !stood && !this.tokenAsked) {
      void this.askToken();
    } else if (code >= 4400 && code !== 4408 && code !== 4500) {
      this.fail(code, said || "The connection was closed.");
    } else if (!reached) {
      // The upgrade was refused, or nothing answered: a browser does not tell which.
      void this.askLogin();
    } else if (this.terminal === null) {
      this.fail(code, said || "The connection was lost before the terminal was there.");
    } else {
      this.later();
    }
  }

  private fail(code: number, message: string): void {
    this.over = true;
    // A terminal that another page has taken over is that page's: a reload of this one leaves it there.
    this.gone = this.terminal === null || code === 4404 || code === 4409;
    this.listener.state({ kind: "failed", code, message, lives: this.terminal !== null && code !== 4404 });
  }

  private async askLogin(): Promise<void> {
    const signedIn = await isSignedIn();
    if (this.over) {
      return;
    }
    if (signedIn === false) {
      this.fail(4401, "You are not signed in any more.");
    } else if (this.terminal === null) {
      this.fail(1006, "Fairlead could not be reached.");
    } else {
      this.later();
    }
  }

  /** The token was used up, or its answer got lost: a signed-in person may have another. */
  private async askToken(): Promise<void> {
    this.tokenAsked = true;
    const answer = await freshToken(this.terminal ?? "");
    if (this.over) {
      return;
    }
    if (answer.kind === "token") {
      this.token = answer.token;
      this.connect();
    } else if (answer.kind === "offline") {
      this.tokenAsked = false;
      this.later();
    } else {
      this.fail(answer.code, answer.message);
    }
  }

  /** Comes back to a terminal that lives on, because the person wants it. */
  async takeBack(): Promise<void> {
    this.over = false;
    this.gone = false;
    this.attempts = 0;
    this.listener.state({ kind: "connecting", phase: "resume" });
    await this.askToken();
  }

  private later(): void {
    const now = Date.now();
    const lost = (this.lost ??= now);
    if (graceLeft(lost, this.listener.grace() + GRACE_MARGIN_SECONDS, now) < 0) {
      this.fail(4404, "The server could not be reached for so long that this terminal has ended.");
      return;
    }
    const wait = backoff(this.attempts++, Math.random());
    this.listener.state({ kind: "reconnecting", next: now + wait, lost });
    this.retry = setTimeout(() => this.connect(), wait);
  }
}
