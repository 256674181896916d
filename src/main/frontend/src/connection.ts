import { parseServerMessage, SUBPROTOCOL, type ClientMessage, type EndedMessage, type PromptMessage, type ServerMessage } from "./protocol";
import { InputLine } from "./input";
import { OutputLine } from "./output";
import { freshToken } from "./api";

const PING_MS = 15_000;
const DEAD_MS = PING_MS * 2.5;
const BACKOFF_FIRST_MS = 500;
const BACKOFF_MOST_MS = 15_000;

/** What the status line says. */
export type State =
  | { kind: "connecting"; phase: string }
  | { kind: "connected" }
  | { kind: "reconnecting"; at: number }
  | { kind: "ended"; ended: EndedMessage }
  | { kind: "failed"; code: number; message: string };

export interface Listener {
  state(state: State): void;
  draw(bytes: Uint8Array, done: () => void): void;
  prompt(prompt: PromptMessage): void;
  promptDone(id: number): void;
  notice(kind: string, message: string): void;
  latency(gateway: number, host: number | null): void;
  size(): { columns: number; rows: number };
}

/** Where a terminal can be taken up again. */
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
  private over = false;
  private heard = 0;
  private pinger: ReturnType<typeof setInterval> | undefined;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private readonly wake = (): void => {
    if (this.retry !== undefined && document.visibilityState === "visible") {
      this.connect();
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
      (bytes, done) => listener.draw(bytes, done),
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
    return this.terminal === null || this.over
      ? null
      : {
          terminal: this.terminal,
          token: this.token,
          output: this.output.parsed,
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

  /** Leaves for good; the terminal itself is ended by `end`. */
  dispose(): void {
    this.over = true;
    removeEventListener("online", this.wake);
    document.removeEventListener("visibilitychange", this.wake);
    this.drop();
  }

  private drop(): void {
    clearTimeout(this.retry);
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
    this.listener.state({ kind: "connecting", phase: this.terminal === null ? "gateway" : "resume" });
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    const socket = new WebSocket(`${scheme}://${location.host}/ws/terminal/`, SUBPROTOCOL);
    socket.binaryType = "arraybuffer";
    this.socket = socket;
    this.heard = performance.now();
    socket.onopen = () => this.greet();
    socket.onmessage = (event: MessageEvent<ArrayBuffer | string>) => {
      if (this.socket === socket) {
        this.receive(event.data);
      }
    };
    socket.onclose = (event) => {
      if (this.socket === socket) {
        this.closed(event.code, event.reason);
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
      const dead = this.socket;
      this.socket = null;
      dead?.close();
      this.closed(1006, "");
    } else {
      this.say({ type: "ping", t: performance.now() });
    }
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
        this.stand(message.token, 0, message.credit);
        break;
      case "attached":
        if (message.output !== this.output.arrived) {
          this.output.startAt(message.output);
        }
        if (message.skipped > 0) {
          const kib = Math.ceil(message.skipped / 1024);
          this.listener.notice("skipped", `${kib} KiB of output were not kept while you were away.`);
        }
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
        this.listener.notice(message.kind, message.message);
        break;
      case "ended":
        this.over = true;
        this.listener.state({ kind: "ended", ended: message });
        break;
      case "failed":
        break;
      case "ping":
        this.say({ type: "pong", t: message.t });
        break;
      case "pong":
        this.listener.latency(performance.now() - message.t, message.ssh);
        break;
    }
  }

  private stand(token: string, input: number, credit: number): void {
    this.token = token;
    this.attempts = 0;
    this.tokenAsked = false;
    this.established = true;
    this.listener.state({ kind: "connected" });
    this.input.resume(input, credit);
    const size = this.listener.size();
    this.say({ type: "resize", ...size });
    this.say({ type: "ping", t: performance.now() });
  }

  private closed(code: number, reason: string): void {
    const stood = this.established;
    this.drop();
    if (this.over) {
      return;
    }
    if (code === 4404 && this.terminal !== null && !stood && !this.tokenAsked) {
      void this.askToken();
    } else if (this.terminal === null || (code >= 4400 && code !== 4408 && code !== 4500)) {
      this.over = code !== 4409;
      const message = reason || (code === 1006 ? "The connection could not be made. Are you still signed in?" : "The connection was closed.");
      this.listener.state({ kind: "failed", code, message });
    } else {
      this.later();
    }
  }

  /** The token was used up, or its answer got lost: a signed-in person may have another. */
  private async askToken(): Promise<void> {
    this.tokenAsked = true;
    const answer = await freshToken(this.terminal ?? "");
    if (answer.kind === "token") {
      this.token = answer.token;
      this.connect();
    } else if (answer.kind === "offline") {
      this.tokenAsked = false;
      this.later();
    } else {
      this.over = true;
      this.listener.state({ kind: "failed", code: answer.code, message: answer.message });
    }
  }

  /** Takes a terminal back that another connection took over. */
  async takeBack(): Promise<void> {
    this.over = false;
    this.listener.state({ kind: "connecting", phase: "resume" });
    await this.askToken();
  }

  private later(): void {
    const most = Math.min(BACKOFF_MOST_MS, BACKOFF_FIRST_MS * 2 ** (this.attempts - 1));
    // The first try is at once; jitter keeps a whole office from coming back in the same instant.
    const wait = this.attempts === 0 ? 0 : most * (0.5 + Math.random() / 2);
    this.attempts++;
    this.listener.state({ kind: "reconnecting", at: Date.now() + wait });
    this.retry = setTimeout(() => this.connect(), wait);
  }
}
