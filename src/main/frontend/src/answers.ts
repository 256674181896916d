/** Answers to programs that may be under way, in bytes; a whole screen of colours asked for at once fits several times. */
export const ANSWERS_MOST = 64 * 1024;

/**
 * Bounds what the terminal says by itself: its answers to programs. A program that asks on and on and reads nothing would
 * otherwise fill the input that a person types.
 */
export class Answers {
  private ends: number[] = [];
  private lengths: number[] = [];
  private first = 0;
  private bytes = 0;

  /**
   * Whether an answer may be kept.
   *
   * @param end the offset of the input after it
   */
  admit(end: number, length: number): boolean {
    if (this.bytes + length > ANSWERS_MOST) {
      return false;
    }
    this.ends.push(end);
    this.lengths.push(length);
    this.bytes += length;
    return true;
  }

  /** The host has taken the input up to here. */
  acknowledged(offset: number): void {
    while ((this.ends[this.first] ?? Infinity) <= offset) {
      this.bytes -= this.lengths[this.first++] ?? 0;
    }
    if (this.first > this.ends.length / 2) {
      this.ends.splice(0, this.first);
      this.lengths.splice(0, this.first);
      this.first = 0;
    }
  }

  clear(): void {
    this.ends = [];
    this.lengths = [];
    this.first = 0;
    this.bytes = 0;
  }
}
