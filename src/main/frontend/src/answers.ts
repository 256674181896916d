/**
 * How many bytes of answers to programs may be under way, that is sent or kept, and not taken by the host yet; what comes
 * beyond is dropped. 64 KiB: the longest burst of questions that programs ask, all 256 colours and every mode, is answered
 * with 8 KiB. A constant and no setting: it bounds what this page keeps, and a person cannot tell which value would be better.
 */
export const ANSWERS_MOST_BYTES = 64 * 1024;

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
    if (this.bytes + length > ANSWERS_MOST_BYTES) {
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
