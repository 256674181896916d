/**
 * Maximum bytes of the terminal's answers to programs that are sent or kept and not yet taken by the host; further answers are
 * dropped. The longest known burst of queries, for all 256 colours and every mode, needs 8 KiB. A constant, not a setting,
 * because nobody could choose a better value.
 */
export const ANSWERS_MOST_BYTES = 64 * 1024;

/**
 * Limits the terminal's own answers to programs. Without a limit, a program that sends queries and never reads the answers would
 * fill the buffer for what a person types.
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
    if (this.bytes + length > ANSWERS_MOST_BYTES) {
      return false;
    }
    this.ends.push(end);
    this.lengths.push(length);
    this.bytes += length;
    return true;
  }

  /** Called when the host has taken the input up to this offset. */
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
