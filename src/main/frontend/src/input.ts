import { INPUT_FRAME } from "./protocol";

/** More than this waiting makes Ctrl-C an interrupt: it must not queue behind a paste. */
export const INTERRUPT_ABOVE = 4 * 1024;

/**
 * What was typed and what the server has acknowledged of it, in absolute bytes since the terminal began. Keeps every
 * byte until it is acknowledged, and never has more than the credit under way.
 */
export class InputLine {
  /** The host takes nothing: then Ctrl-C overtakes whatever waits. */
  stalled = false;
  private pieces: Uint8Array[] = [];
  private base = 0;
  private kept = 0;
  private sentTo = 0;
  private credit = 0;
  private connected = false;
  private interrupting: Uint8Array | null = null;

  constructor(
    private readonly send: (frame: Uint8Array) => void,
    private readonly interrupt: () => void,
    private readonly dropped: (bytes: number) => void,
  ) {}

  /** Offset after the last byte that was sent. */
  get position(): number {
    return this.sentTo;
  }

  /** Bytes typed and not acknowledged. */
  get waiting(): number {
    return this.kept;
  }

  /** All bytes not acknowledged, for the page's own snapshot. */
  unacknowledged(): Uint8Array {
    const all = new Uint8Array(this.kept);
    let at = 0;
    for (const piece of this.pieces) {
      all.set(piece, at);
      at += piece.length;
    }
    return all;
  }

  /** Takes up where a page before this one stopped: `bytes` were not acknowledged, beginning at `base`. */
  restore(base: number, bytes: Uint8Array): void {
    this.base = base;
    this.pieces = bytes.length > 0 ? [bytes] : [];
    this.kept = bytes.length;
    this.sentTo = base;
  }

  /** Offset of the first byte that is kept. */
  get start(): number {
    return this.base;
  }

  type(bytes: Uint8Array): void {
    if (bytes.length === 0) {
      return;
    }
    if (this.interrupting) {
      const joined = new Uint8Array(this.interrupting.length + bytes.length);
      joined.set(this.interrupting);
      joined.set(bytes, this.interrupting.length);
      this.interrupting = joined;
      return;
    }
    if (bytes.length === 1 && bytes[0] === 3 && this.connected && this.kept > (this.stalled ? 0 : INTERRUPT_ABOVE)) {
      this.interrupting = bytes;
      this.interrupt();
      return;
    }
    this.pieces.push(bytes);
    this.kept += bytes.length;
    this.flush();
  }

  /** A connection stands; the server has input up to `offset`. */
  resume(offset: number, credit: number): void {
    this.connected = true;
    this.credit = credit;
    this.forget(offset);
    this.sentTo = this.base;
    const pending = this.interrupting;
    this.interrupting = null;
    if (pending) {
      this.pieces.push(pending);
      this.kept += pending.length;
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
      this.dropped(Math.max(0, this.base + this.kept - offset));
      this.restore(offset, new Uint8Array(0));
      this.type(pending);
      return;
    }
    this.forget(offset);
    this.flush();
  }

  private forget(offset: number): void {
    let left = Math.min(Math.max(0, offset - this.base), this.kept);
    this.base += left;
    this.kept -= left;
    while (left > 0) {
      const first = this.pieces[0] as Uint8Array;
      if (first.length <= left) {
        this.pieces.shift();
        left -= first.length;
      } else {
        this.pieces[0] = first.subarray(left);
        left = 0;
      }
    }
    this.sentTo = Math.max(this.sentTo, this.base);
  }

  private flush(): void {
    while (this.connected && !this.interrupting && this.sentTo < this.base + this.kept) {
      const room = Math.min(INPUT_FRAME, this.base + this.credit - this.sentTo);
      const frame = this.read(this.sentTo - this.base, room);
      if (frame.length === 0) {
        return;
      }
      this.sentTo += frame.length;
      this.send(frame);
    }
  }

  private read(from: number, most: number): Uint8Array {
    let skip = from;
    for (const piece of this.pieces) {
      if (skip < piece.length) {
        return piece.subarray(skip, skip + Math.max(0, most));
      }
      skip -= piece.length;
    }
    return new Uint8Array(0);
  }
}
