/** Acknowledge at least every this many parsed bytes (docs/PROTOCOL.md). */
const ACK_EVERY = 32 * 1024;

/** What the shell wrote and what has been parsed of it, in absolute bytes since the terminal began. */
export class OutputLine {
  private received = 0;
  private drawn = 0;
  private acked = 0;

  constructor(
    private readonly draw: (bytes: Uint8Array, done: () => void) => void,
    private readonly acknowledge: (offset: number) => void,
  ) {}

  /** Offset up to which everything is parsed. */
  get parsed(): number {
    return this.drawn;
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
  }

  bytes(frame: Uint8Array): void {
    this.received += frame.length;
    const upTo = this.received;
    this.draw(frame, () => {
      this.drawn = Math.max(this.drawn, upTo);
      // Idle, or enough of it: while more waits to be parsed, small acknowledgements would only cost.
      if (this.drawn === this.received || this.drawn - this.acked >= ACK_EVERY) {
        this.acked = this.drawn;
        this.acknowledge(this.drawn);
      }
    });
  }
}
