import { Answers } from "./answers";
import { ByteQueue } from "./byte-queue";
import { INPUT_FRAME } from "./protocol";

/** If more bytes than this wait, Ctrl-C is sent as an interrupt, so that it does not queue behind a paste. */
export const INTERRUPT_ABOVE = 4 * 1024;

/** Maximum bytes of unacknowledged input; more is refused. */
export const INPUT_MOST = 16 * 1024 * 1024;

/**
 * The input of a terminal, by absolute offsets since it began. Keeps every byte until it is acknowledged, and never has more than
 * the credit in flight.
 */
export class InputLine {
  /** Whether the host takes no input; then Ctrl-C overtakes everything that waits. */
  stalled = false;
  private readonly kept = new ByteQueue();
  private readonly answers = new Answers();
  private base = 0;
  private sentTo = 0;
  private credit = 0;
  private connected = false;
  private refusing = false;
  /** Whether the offset of the terminal's input is unknown until the server's next answer. */
  private lost = false;
  private interrupting: ByteQueue | null = null;

  constructor(
    private readonly send: (frame: Uint8Array) => void,
    private readonly interrupt: () => void,
    private readonly dropped: (bytes: number) => void,
  ) {}

  /** Offset after the last byte that was sent. */
  get position(): number {
    return this.sentTo;
  }

  /** Bytes that are not known to be delivered: those that were not sent, and those that were sent and are not acknowledged. */
  get waiting(): number {
    return this.kept.length + (this.interrupting?.length ?? 0);
  }

  private get unsent(): number {
    return this.base + this.kept.length - this.sentTo + (this.interrupting?.length ?? 0);
  }

  /** All bytes not acknowledged, for the page's own snapshot. */
  unacknowledged(): Uint8Array {
    return this.kept.all();
  }

  /** Continues where an earlier page stopped: `bytes`, from the offset `base` on, were not acknowledged. */
  restore(base: number, bytes: Uint8Array): void {
    this.begin(base, bytes);
    this.lost = bytes.length === 0;
  }

  /** Offset of the first byte that is kept. */
  get start(): number {
    return this.base;
  }

  /**
   * Accepts what a person typed.
   *
   * @return false if it is refused, because it cannot be delivered
   */
  type(bytes: Uint8Array): boolean {
    if (this.refusing || this.kept.length + bytes.length > INPUT_MOST) {
      return false;
    }
    if (this.interrupting) {
      this.interrupting.push(bytes);
    } else if (bytes.length === 1 && bytes[0] === 3 && this.overtakes()) {
      this.interrupting = new ByteQueue();
      this.interrupting.push(bytes);
      this.interrupt();
    } else {
      this.kept.push(bytes);
      this.flush();
    }
    return true;
  }

  /** Accepts the terminal's answer to a program. It is dropped while too many answers or a Ctrl-C wait. */
  answer(bytes: Uint8Array): void {
    if (!this.refusing && !this.interrupting && this.answers.admit(this.base + this.kept.length + bytes.length, bytes.length)) {
      this.kept.push(bytes);
      this.flush();
    }
  }

  /**
   * Refuses input until {@link accept}, because it could not be delivered. Kept input is dropped, so that none of it reaches the
   * terminal after a later reconnect.
   *
   * @return how many bytes had not been sent
   */
  refuse(): number {
    this.refusing = true;
    return this.discard();
  }

  /** Accepts input again; it waits until the terminal is connected. */
  accept(): void {
    this.refusing = false;
  }

  /**
   * Drops input that the server may not have received, because another page may have typed since; returns the number of unsent
   * bytes.
   */
  discard(): number {
    const bytes = this.unsent;
    this.begin(this.base, new Uint8Array(0));
    this.interrupting = null;
    this.lost = true;
    return bytes;
  }

  /** Called when the terminal is connected; the server has input up to `offset`. */
  resume(offset: number, credit: number): void {
    this.connected = true;
    this.credit = credit;
    if (this.lost) {
      this.begin(offset, this.kept.all());
      this.lost = false;
    } else if (offset < this.base || offset > this.base + this.kept.length) {
      // Another page has typed: the input kept here was meant for a screen that no longer exists.
      this.dropped(this.unsent);
      this.begin(offset, new Uint8Array(0));
    }
    this.forget(offset);
    this.sentTo = this.base;
    const pending = this.interrupting;
    this.interrupting = null;
    if (pending) {
      this.kept.push(pending.all());
    }
    this.flush();
  }

  disconnected(): void {
    this.connected = false;
    this.stalled = false;
  }

  acknowledged(offset: number, interrupted = false): void {
    const pending = this.interrupting;
    if (pending && interrupted) {
      // The input that the host had not taken was dropped; input continues at this offset.
      this.interrupting = null;
      this.dropped(Math.max(0, this.base + this.kept.length - offset));
      this.begin(offset, pending.all());
    } else {
      this.forget(offset);
    }
    this.flush();
  }

  private begin(base: number, bytes: Uint8Array): void {
    this.base = base;
    this.sentTo = base;
    this.answers.clear();
    this.kept.clear();
    this.kept.push(bytes);
  }

  private overtakes(): boolean {
    return this.connected && this.kept.length > (this.stalled ? 0 : INTERRUPT_ABOVE);
  }

  private forget(offset: number): void {
    const count = Math.min(Math.max(0, offset - this.base), this.kept.length);
    this.kept.drop(count);
    this.base += count;
    this.answers.acknowledged(this.base);
    this.sentTo = Math.max(this.sentTo, this.base);
  }

  private flush(): void {
    while (this.connected && !this.interrupting && this.sentTo < this.base + this.kept.length) {
      const room = Math.min(INPUT_FRAME, this.base + this.credit - this.sentTo);
      const frame = this.kept.read(this.sentTo - this.base, room);
      if (frame.length === 0) {
        return;
      }
      this.sentTo += frame.length;
      this.send(frame);
    }
  }
}
