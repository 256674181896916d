import { InputLine } from "./input";
import type { TerminalDisplay, Listener } from "./listener";
import { OutputLine } from "./output";
import { traceId, type ClientMessage, type ServerMessage } from "./protocol";
import { RoundTrips } from "./round-trips";

/** Aborts an incomplete escape sequence in the parser (ECMA-48 CAN). */
const CANCEL = Uint8Array.of(0x18);

const unsent = (bytes: number): string => `${bytes} ${bytes === 1 ? "byte" : "bytes"} of input ${bytes === 1 ? "was" : "were"} not sent.`;

/** What is needed to attach to a terminal again; `output` is 0 if this page has nothing of its screen. */
export interface Place {
  terminal: string;
  token: string;
  output: number;
  inputStart: number;
  input: Uint8Array;
}

/** The first answer of the server, with the offsets at which both directions continue. */
export type Standing = Extract<ServerMessage, { type: "opened" | "attached" }>;

/** The messages while a terminal is opened and used; the others begin or end a connection. */
export type Said = Exclude<ServerMessage, Standing | { type: "ended" | "failed" }>;

/** The protocol state of one terminal across all its sockets: the offsets of both directions. */
export class TerminalSession {
  readonly input: InputLine;
  readonly output: OutputLine;
  readonly roundTrips = new RoundTrips();
  private terminal: string | null = null;
  private token = "";

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

  /** The server's id of the terminal, or null before it is opened. */
  get terminalId(): string | null {
    return this.terminal;
  }

  /** What another page needs to attach to this terminal, or null. */
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

  /** Continues where another page stopped. */
  restore(place: Place): void {
    this.terminal = place.terminal;
    this.token = place.token;
    this.output.startAt(place.output);
    this.input.restore(place.inputStart, place.input);
  }

  /**
   * Sets the token for the next attach. The previous one was used by another page, or by an attempt of this one whose answer was
   * lost. Unsent input is discarded, because it was typed for a screen that may have changed.
   */
  renew(token: string): void {
    this.token = token;
    this.unsent(this.input.discard());
  }

  /** Refuses input until {@link InputLine.accept}, because it cannot be delivered. */
  refuseInput(): void {
    this.unsent(this.input.refuse());
  }

  private unsent(bytes: number): void {
    if (bytes > 0) {
      this.listener.notice("unsent", unsent(bytes));
    }
  }

  /** Sends the first message over a new socket. */
  greet(): void {
    const size = this.display.size();
    if (this.terminal === null) {
      this.send({ type: "open", host: this.host, ...(this.user && { user: this.user }), ...size });
    } else {
      // Output that has arrived but is not drawn yet will still be drawn, so the server continues after it.
      this.send({
        type: "attach",
        terminal: this.terminal,
        token: this.token,
        output: this.output.arrived,
        input: this.input.position,
        ...size,
      });
    }
  }

  /** Handles the server's answer to the greeting: output continues from there; input waits for {@link goOn}. */
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

  /** Sends the input that the server has not received. */
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
