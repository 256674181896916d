import { Answers } from "./answers";
import { ByteQueue } from "./byte-queue";
import { INPUT_FRAME } from "./protocol";

/** More than this waiting makes Ctrl-C an interrupt: it must not queue behind a paste. */
export const INTERRUPT_ABOVE = 4 * 1024;

/** Bytes of input that are kept until they are acknowledged; more is refused. */
export const INPUT_MOST = 16 * 1024 * 1024;

/**
 * What was typed and what the server has acknowledged of it, in absolute bytes since the terminal began. Keeps every
 * byte until it is acknowledged, and never has more than the credit under way.
 */
export class InputLine {
  /** The host takes nothing: then Ctrl-C overtakes whatever waits. */
  stalled = false;
  private readonly kept = new ByteQueue();
  private readonly answers = new Answers();
  private base = 0;
  private sentTo = 0;
  private credit = 0;
  private connected = false;
  private refusing = false;
  /** This page does not know where the terminal's input stands: the server's next answer says it. */
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

  /** Bytes typed and not acknowledged; without a connection, those that were typed since there was one. */
  get waiting(): number {
    return this.connected ? this.kept.length : this.unsent;
  }

  private get unsent(): number {
    return this.base + this.kept.length - this.sentTo + (this.interrupting?.length ?? 0);
  }

  /** All bytes not acknowledged, for the page's own snapshot. */
  unacknowledged(): Uint8Array {
    return this.kept.all();
  }

  /** Takes up where a page before this one stopped: `bytes` were not acknowledged, beginning at `base`. */
  restore(base: number, bytes: Uint8Array): void {
    this.begin(base, bytes);
    this.lost = bytes.length === 0;
  }

  /** Offset of the first byte that is kept. */
  get start(): number {
    return this.base;
  }

  /**
   * Takes over what a person typed.
   *
   * @return false when it is refused, because it cannot be delivered
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

  /** Takes over what the terminal answers to a program. While too much of that waits, or Ctrl-C, it is left out. */
  answer(bytes: Uint8Array): void {
    if (!this.refusing && !this.interrupting && this.answers.admit(this.base + this.kept.length + bytes.length, bytes.length)) {
      this.kept.push(bytes);
      this.flush();
    }
  }

  /**
   * Takes no input any more until {@link accept}: it could not be delivered. What was kept is dropped, so that nothing
   * of it reaches a screen that is come back to later.
   *
   * @return how many bytes had not been sent
   */
  refuse(): number {
    this.refusing = true;
    return this.discard();
  }

  /** Takes input again; it waits until a connection stands. */
  accept(): void {
    this.refusing = false;
  }

  /** Drops what the server may not have got, as another page may have typed since; tells how much had not been sent. */
  discard(): number {
    const bytes = this.unsent;
    this.begin(this.base, new Uint8Array(0));
    this.interrupting = null;
    this.lost = true;
    return bytes;
  }

  /** A connection stands; the server has input up to `offset`. */
  resume(offset: number, credit: number): void {
    this.connected = true;
    this.credit = credit;
    if (this.lost) {
      this.begin(offset, this.kept.all());
      this.lost = false;
    } else if (offset < this.base || offset > this.base + this.kept.length) {
      // Another page has typed: what is kept here belongs to a screen that is not there any more.
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
      // Whatever the host had not taken is gone, input goes on at this offset.
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
