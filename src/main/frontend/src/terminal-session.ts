import { InputLine } from "./input";
import type { TerminalDisplay, Listener } from "./listener";
import { OutputLine } from "./output";
import { traceId, type ClientMessage, type ServerMessage } from "./protocol";
import { RoundTrips } from "./round-trips";
import { Trace } from "./trace";

/** Ends what the parser is in the middle of (ECMA-48 CAN). */
const CANCEL = Uint8Array.of(0x18);

const unsent = (bytes: number): string => `${bytes} ${bytes === 1 ? "byte" : "bytes"} of input ${bytes === 1 ? "was" : "were"} not sent.`;

/** Where a terminal can be taken up again; from `output` 0 on when this page has nothing of its screen. */
export interface Place {
  terminal: string;
  token: string;
  output: number;
  inputStart: number;
  input: Uint8Array;
}

/** The first answer of the server, which tells where each direction goes on. */
export type Standing = Extract<ServerMessage, { type: "opened" | "attached" }>;

/** What is said while a terminal is opened and used; the rest begins or ends a connection. */
export type Said = Exclude<ServerMessage, Standing | { type: "ended" | "failed" }>;

/** What is said about one terminal, over as many sockets as it takes: where both directions stand. */
export class TerminalSession {
  readonly input: InputLine;
  readonly output: OutputLine;
  readonly roundTrips = new RoundTrips();
  private terminal: string | null = null;
  private token = "";
  private readonly trace = new Trace();

  constructor(
    private readonly host: string,
    private readonly user: string,
    private readonly listener: Listener,
    private readonly display: TerminalDisplay,
    private readonly send: (message: ClientMessage | Uint8Array) => void,
  ) {
    this.input = new InputLine(
      send,
      () => send({ type: "interrupt" }),
      (bytes) => {
        if (bytes > 0) {
          listener.notice("interrupted", unsent(bytes));
        }
      },
    );
    this.output = new OutputLine(
      (bytes, done, replayed) => display.draw(bytes, done, replayed),
      (output) => send({ type: "ack", output }),
    );
  }

  /** The server's name for the terminal, or null while there is none. */
  get terminalId(): string | null {
    return this.terminal;
  }

  /** Where another page could take this terminal up, or null. */
  get place(): Place | null {
    return this.terminal === null
      ? null
      : {
          terminal: this.terminal,
          token: this.token,
          output: this.output.shown,
          inputStart: this.input.start,
          input: this.input.unacknowledged(),
        };
  }

  /** Goes on where another page stopped. */
  restore(place: Place): void {
    this.terminal = place.terminal;
    this.token = place.token;
    this.output.startAt(place.output);
    this.input.restore(place.inputStart, place.input);
  }

  /**
   * The next time it is taken up with this. The token before was used by another page, or by an attempt of this one whose
   * answer was lost: what was typed for the screen before is not sent to one that may be another.
   */
  renew(token: string): void {
    this.token = token;
    this.unsent(this.input.discard());
  }

  /** No input can be delivered until {@link InputLine.accept}. */
  refuseInput(): void {
    this.unsent(this.input.refuse());
  }

  private unsent(bytes: number): void {
    if (bytes > 0) {
      this.listener.notice("unsent", unsent(bytes));
    }
  }

  /** The first message over a new socket. */
  greet(): void {
    const common = { ...this.display.size(), traceparent: this.trace.next() };
    if (this.terminal === null) {
      this.send({ type: "open", host: this.host, ...(this.user && { user: this.user }), ...common });
    } else {
      // What has arrived but is not drawn yet still will be, so the server goes on after it.
      this.send({
        type: "attach",
        terminal: this.terminal,
        token: this.token,
        output: this.output.arrived,
        input: this.input.position,
        ...common,
      });
    }
  }

  /** The server has answered the greeting: output goes on from there; input waits for {@link goOn}. */
  stand(message: Standing): void {
    if (message.type === "opened") {
      this.terminal = message.terminal;
      this.output.startAt(0);
    } else {
      this.goOnAt(message.output, message.skipped, message.seen ?? 0);
    }
    this.listener.trace(traceId(message.traceparent));
    this.token = message.token;
    this.roundTrips.clear();
  }

  /** Sends what was typed and the server has not got. */
  goOn(message: Standing): void {
    this.input.resume(message.type === "opened" ? 0 : message.input, message.credit);
  }

  hear(message: Said): void {
    switch (message.type) {
      case "progress":
        return this.listener.state({ kind: "connecting", phase: message.phase });
      case "prompt":
        return this.listener.prompt(message);
      case "prompt-done":
        return this.listener.promptDone(message.id);
      case "ack":
        return this.input.acknowledged(message.input, message.interrupted === true);
      case "notice":
        if (message.kind === "input-stalled" || message.kind === "input-resumed") {
          this.input.stalled = message.kind === "input-stalled";
        }
        return this.listener.notice(message.kind, message.message, message.seconds);
      case "ping":
        return this.send({ type: "pong", t: message.t });
      case "pong":
        return this.pong(performance.now() - message.t, message.ssh);
    }
  }

  private pong(gateway: number, host: number | null): void {
    const quickest = this.roundTrips.add(gateway, host);
    this.listener.latency(quickest.gateway, quickest.host);
  }

  private goOnAt(output: number, skipped: number, seen: number): void {
    if (this.output.arrived === 0) {
      this.output.replayTo(seen);
    }
    if (skipped > 0) {
      const kib = Math.ceil(skipped / 1024);
      const amount = `${kib} KiB of ${this.output.arrived === 0 ? "older " : ""}output`;
      this.listener.notice("skipped", `${amount} ${kib === 1 ? "is" : "are"} no longer kept and cannot be shown.`);
      this.display.draw(CANCEL, () => undefined, false);
    }
    if (output !== this.output.arrived) {
      this.output.startAt(output);
    }
  }
}
