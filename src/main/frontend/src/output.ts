import { Unfinished } from "./unfinished";

/** Acknowledge at least every this many parsed bytes (docs/PROTOCOL.md). */
const ACK_EVERY = 32 * 1024;

/**
 * Bytes passed to xterm.js in one write. It parses each write to its end and yields to keys and frames only between writes, after
 * 12 ms. A frame from the server has up to 64 KiB, which takes a busy machine tens of milliseconds.
 */
export const PIECE = 8 * 1024;

/** The output of a terminal and how much of it has been parsed, by absolute offsets since it began. */
export class OutputLine {
  private received = 0;
  private drawn = 0;
  private acked = 0;
  private answeredTo = 0;
  private readonly unfinished = new Unfinished();

  /**
   * @param draw `replayed`: an earlier page has drawn these bytes and answered the queries in them
   */
  constructor(
    private readonly draw: (bytes: Uint8Array, done: () => void, replayed: boolean) => void,
    private readonly acknowledge: (offset: number) => void,
  ) {}

  /** Offset up to which everything is parsed. */
  get parsed(): number {
    return this.drawn;
  }

  /** Offset up to which the output has changed the screen, so without an incomplete escape sequence or character at the end. */
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

  /** Sets the offset up to which an earlier page has drawn the output and answered the queries in it. */
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
      // When everything is parsed or enough of it: in between, small acknowledgements would only cost time.
      if (this.drawn === this.received || this.drawn - this.acked >= ACK_EVERY) {
        this.acked = this.drawn;
        this.acknowledge(this.drawn);
      }
    };
    this.draw(bytes, done, replayed);
  }
}
