import { UNREACHABLE, endTerminal, freshToken, isSignedIn, terminals } from "./api";
import { afterClose } from "./closing";
import { TerminalSession, type Place, type Standing } from "./terminal-session";
import { backoff, graceLeft } from "./countdown";
import type { InputLine } from "./input";
import type { TerminalDisplay, Listener } from "./listener";
import type { OutputLine } from "./output";
import { parseServerMessage, traceId, type ClientMessage, type ServerMessage } from "./protocol";
import { LiveSocket } from "./socket";

/** The server's grace time starts only when it notices the loss, which takes as long as its ping timeout. */
const GRACE_MARGIN_SECONDS = 40;

/** The connection of one terminal: opens it once, then reconnects to it as long as it exists; never opens a second one. */
export class TerminalConnection {
  private readonly conversation: TerminalSession;
  private socket: LiveSocket | null = null;
  private attempts = 0;
  private tokenAsked = false;
  private established = false;
  /** It no longer reconnects by itself. */
  private over = false;
  /** It is over because the login has ended. */
  private signedOut = false;
  /** There is no terminal to reconnect to. */
  private gone = false;
  private lost: number | null = null;
  private failure: { code: number; message: string; offer?: "files" } | null = null;
  private offer: "files" | undefined;
  private retry: ReturnType<typeof setTimeout> | undefined;
  /** The request without whose answer it does not go on; null for none. */
  private asking: (() => Promise<void>) | null = null;
  private readonly wake = (): void => {
    if (document.visibilityState !== "visible") {
      return;
    }
    if (this.retry !== undefined) {
      this.connect();
    } else if (this.established) {
      this.socket?.check();
    }
  };

  constructor(
    host: string,
    user: string,
    private readonly listener: Listener,
    private readonly display: TerminalDisplay,
  ) {
    this.conversation = new TerminalSession(host, user, listener, display, (message) =>
      message instanceof Uint8Array ? this.socket?.send(message) : this.say(message),
    );
    addEventListener("online", this.wake);
    document.addEventListener("visibilitychange", this.wake);
  }

  get input(): InputLine {
    return this.conversation.input;
  }

  get output(): OutputLine {
    return this.conversation.output;
  }

  get terminalId(): string | null {
    return this.conversation.terminalId;
  }

  /** Opens a new terminal on the host. */
  open(): void {
    this.connect();
  }

  /** Attaches to a running terminal. */
  attach(place: Place): void {
    this.conversation.restore(place);
    this.connect();
  }

  /** What another page needs to attach to this terminal; null if there is none. */
  place(): Place | null {
    return this.gone ? null : this.conversation.place;
  }

  say(message: ClientMessage): void {
    this.socket?.say(message);
  }

  /**
   * Called when the window's size has changed. While a terminal is being opened or attached to, the size is sent with the
   * greeting instead.
   */
  resized(): void {
    if (this.established) {
      this.say({ type: "resize", ...this.display.size() });
    }
  }

  /** Reconnects now, instead of at the scheduled time or when the present attempt or connection has no answer in time. */
  tryNow(): void {
    if (this.asking) {
      void this.asking();
    } else if (this.socket?.accepted && !this.established) {
      // The server may have used the token already, so this attempt is not given up unless nothing answers.
      this.socket.check();
    } else {
      if (this.established) {
        this.lost = Date.now();
      }
      this.connect();
    }
  }

  /** Ends the terminal itself, over this connection or, without one, by a request. */
  end(): void {
    if (this.established) {
      this.say({ type: "end" });
    } else if (this.terminalId !== null && !this.gone) {
      // If the request fails, the terminal ends when its grace time is over.
      endTerminal(this.terminalId).catch(() => this.listener.notice("unended", "The terminal could not be ended now. It will end by itself."));
    }
  }

  /** Leaves for good; the terminal itself is ended by {@link end}. */
  dispose(): void {
    this.over = true;
    this.gone = true;
    this.signedOut = false;
    removeEventListener("online", this.wake);
    document.removeEventListener("visibilitychange", this.wake);
    this.drop();
  }

  private drop(): void {
    clearTimeout(this.retry);
    this.retry = undefined;
    this.socket?.leave();
    this.socket = null;
    this.established = false;
    this.input.disconnected();
  }

  private connect(): void {
    this.drop();
    if (this.over) {
      return;
    }
    this.listener.state(
      this.lost === null
        ? { kind: "connecting", phase: this.terminalId === null ? "gateway" : "resume" }
        : { kind: "reconnecting", next: null, lost: this.lost },
    );
    this.socket = new LiveSocket({
      opened: () => this.conversation.greet(),
      received: (data) => this.received(data),
      unanswered: (since) => this.listener.silent(since),
      hasty: () => this.conversation.roundTrips.isNew,
      closed: (code, reason, reached) => this.closed(code, reason, reached),
    });
  }

  private received(data: ArrayBuffer | string): void {
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
      case "attached":
        this.stand(message);
        break;
      case "ended":
        this.over = true;
        this.gone = true;
        this.input.refuse();
        this.listener.state({ kind: "ended", ended: message });
        break;
      case "failed":
        // The close frame that follows has only the first 123 bytes of it.
        this.failure = message;
        if (message.traceparent) {
          this.listener.trace(traceId(message.traceparent));
        }
        break;
      default:
        this.conversation.hear(message);
    }
  }

  private stand(message: Standing): void {
    this.conversation.stand(message);
    this.attempts = 0;
    this.tokenAsked = false;
    this.established = true;
    this.lost = null;
    this.listener.state({ kind: "connected" });
    this.conversation.goOn(message);
    this.resized();
    this.socket?.ping();
  }

  private closed(code: number, reason: string, reached: boolean): void {
    const stood = this.established;
    const said = this.failure?.code === code ? this.failure.message : reason;
    this.offer = this.failure?.offer;
    this.failure = null;
    this.drop();
    if (this.over) {
      return;
    }
    if (stood) {
      this.lost = Date.now();
    }
    const terminal = this.terminalId !== null;
    switch (afterClose({ code, reached, stood, terminal, tokenAsked: this.tokenAsked })) {
      case "retry":
        return this.later();
      case "ask-login":
        return void this.askLogin();
      case "ask-token":
        return void this.askToken();
      case "fail":
        return this.fail(code, said || (code < 4400 ? "The connection was lost before the terminal was open. Open a new one." : "The connection was closed."));
    }
  }

  private fail(code: number, message: string): void {
    this.over = true;
    this.signedOut = code === 4401;
    this.conversation.refuseInput();
    // A terminal that another page has taken over belongs to that page, so a reload of this one does not restore it.
    this.gone = this.terminalId === null || code === 4404 || code === 4409;
    this.listener.state({ kind: "failed", code, message, lives: this.terminalId !== null && code !== 4404, offer: this.offer });
  }

  /** Makes a request; without its answer where the connection is over, or where it was made again meanwhile. */
  private async asked<T>(request: () => Promise<T>, again: () => Promise<void>): Promise<{ answer: T } | null> {
    const mine = (): Promise<void> => again();
    this.asking = mine;
    const answer = await request();
    if (this.over || this.asking !== mine) {
      return null;
    }
    this.asking = null;
    return { answer };
  }

  private async askLogin(): Promise<void> {
    const asked = await this.asked(isSignedIn, () => this.askLogin());
    if (!asked) {
      return;
    }
    const signedIn = asked.answer;
    if (signedIn === false) {
      this.fail(4401, "You are signed out. Sign in again.");
    } else if (this.terminalId === null) {
      this.fail(1006, UNREACHABLE);
    } else {
      this.later();
    }
  }

  /** Requests another token, because the old one was used up, perhaps by an attempt whose answer was lost. */
  private async askToken(): Promise<void> {
    this.tokenAsked = true;
    const asked = await this.asked(() => freshToken(this.terminalId ?? ""), () => this.askToken());
    if (!asked) {
      return;
    }
    const { answer } = asked;
    if (answer.kind === "token") {
      this.conversation.renew(answer.token);
      this.connect();
    } else if (answer.kind === "offline") {
      this.tokenAsked = false;
      this.later();
    } else {
      this.fail(answer.code, answer.message);
    }
  }

  /** Reconnects to a running terminal at the person's request. */
  async takeBack(): Promise<void> {
    this.over = false;
    this.gone = false;
    this.signedOut = false;
    this.attempts = 0;
    this.input.accept();
    this.listener.state({ kind: "connecting", phase: "resume" });
    await this.askToken();
  }

  /** Called when the person is signed in again. A terminal that outlived this is taken up unless another window may show it. */
  async signedInAgain(): Promise<void> {
    if (!this.signedOut) {
      return;
    }
    const running = this.terminalId === null ? [] : await terminals().then((one) => one.terminals, () => null);
    const mine = running?.find((one) => one.terminal === this.terminalId);
    // The person may have gone on by themselves, or left, while this was asked.
    if (!this.signedOut) {
      return;
    }
    if (mine && !mine.attached) {
      await this.takeBack();
    } else if (mine || running === null) {
      this.fail(1006, "You are signed in again. This terminal may still be running, or be open in another window.");
    } else {
      this.fail(4404, "You are signed in again, but this terminal is no longer running.");
    }
  }

  private later(): void {
    const now = Date.now();
    const lost = (this.lost ??= now);
    if (graceLeft(lost, this.display.grace() + GRACE_MARGIN_SECONDS, now) < 0) {
      this.fail(4404, "Fairlead could not be reached in time, so this terminal has ended.");
      return;
    }
    const wait = backoff(this.attempts++, Math.random());
    this.listener.state({ kind: "reconnecting", next: now + wait, lost });
    this.retry = setTimeout(() => this.connect(), wait);
  }
}
