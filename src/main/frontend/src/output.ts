import { Unfinished } from "./unfinished";

/** Acknowledge at least every this many parsed bytes (docs/PROTOCOL.md). */
const ACK_EVERY = 32 * 1024;

/**
 * Bytes that are drawn in one piece. xterm.js parses each piece to its end, and looks only between them whether its 12 ms
 * are over and a key or a frame is due; a frame from the server is 64 KiB, tens of milliseconds for a busy machine.
 */
export const PIECE = 8 * 1024;

/** What the shell wrote and what has been parsed of it, in absolute bytes since the terminal began. */
export class OutputLine {
  private received = 0;
  private drawn = 0;
  private acked = 0;
  private answeredTo = 0;
  private readonly unfinished = new Unfinished();

  /**
   * @param draw `replayed`: an earlier page has drawn these and answered what they ask
   */
  constructor(
    private readonly draw: (bytes: Uint8Array, done: () => void, replayed: boolean) => void,
    private readonly acknowledge: (offset: number) => void,
  ) {}

  /** Offset up to which everything is parsed. */
  get parsed(): number {
    return this.drawn;
  }

  /** Offset up to which everything shows on the screen: not the beginning of an escape sequence or a character. */
  get shown(): number {
    return this.drawn - this.unfinished.length;
  }

  /** Offset up to which everything has arrived. */
  get arrived(): number {
    return this.received;
  }

  /** The next byte to come has this offset. */
  startAt(offset: number): void {
    this.received = offset;
    this.drawn = offset;
    this.acked = offset;
    this.unfinished.reset();
  }

  /** Up to here an earlier page has drawn the output and answered what it asks. */
  replayTo(offset: number): void {
    this.answeredTo = offset;
  }

  bytes(frame: Uint8Array): void {
    const old = Math.min(Math.max(0, this.answeredTo - this.received), frame.length);
    this.pieces(frame.subarray(0, old), true);
    this.pieces(frame.subarray(old), false);
  }

  private pieces(bytes: Uint8Array, replayed: boolean): void {
    for (let at = 0; at < bytes.length; at += PIECE) {
      this.piece(bytes.subarray(at, at + PIECE), replayed);
    }
  }

  private piece(bytes: Uint8Array, replayed: boolean): void {
    this.received += bytes.length;
    const upTo = this.received;
    const done = (): void => {
      if (upTo <= this.drawn) {
        return;
      }
      this.drawn = upTo;
      this.unfinished.push(bytes);
      // Idle, or enough of it: while more waits to be parsed, small acknowledgements would only cost.
      if (this.drawn === this.received || this.drawn - this.acked >= ACK_EVERY) {
        this.acked = this.drawn;
        this.acknowledge(this.drawn);
      }
    };
    this.draw(bytes, done, replayed);
  }
}
