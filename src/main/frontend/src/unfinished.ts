/** The states of a parser for ECMA-48 §5.4 and UTF-8, as far as needed to detect an incomplete sequence. */
const enum At {
  Ground,
  Escape,
  Sequence,
  String,
  StringEscape,
  Utf8,
}

/**
 * Tracks how many bytes at the end of the output are an incomplete escape sequence or character. They have not changed the screen
 * yet, so a page that restores the screen must request them again.
 */
export class Unfinished {
  private at = At.Ground;
  private begun = 0;
  private continuation = 0;

  /** Number of bytes in the incomplete sequence at the end. */
  get length(): number {
    return this.begun;
  }

  push(bytes: Uint8Array): void {
    for (const byte of bytes) {
      if (this.at === At.Ground && byte < 0x7f && byte !== 0x1b) {
        continue;
      }
      this.begun++;
      this.at = this.next(byte);
      if (this.at === At.Ground) {
        this.begun = 0;
      }
    }
  }

  reset(): void {
    this.at = At.Ground;
    this.begun = 0;
  }

  private next(byte: number): At {
    if (this.at === At.Utf8 && byte >= 0x80 && byte < 0xc0) {
      return --this.continuation > 0 ? At.Utf8 : At.Ground;
    }
    if (byte === 0x18 || byte === 0x1a) {
      return At.Ground;
    }
    if (byte === 0x1b) {
      const inString = this.at === At.String || this.at === At.StringEscape;
      this.begun = inString ? this.begun : 1;
      return inString ? At.StringEscape : At.Escape;
    }
    switch (this.at) {
      case At.Ground:
      case At.Utf8:
        this.begun = 1;
        return this.character(byte);
      case At.Escape:
      case At.StringEscape:
        return escaped(byte, this.at);
      case At.Sequence:
        return byte >= 0x40 && byte <= 0x7e ? At.Ground : At.Sequence;
      case At.String:
        return byte === 0x07 ? At.Ground : At.String;
    }
  }

  private character(byte: number): At {
    this.continuation = byte >= 0xf0 ? 3 : byte >= 0xe0 ? 2 : byte >= 0xc2 ? 1 : 0;
    return this.continuation > 0 && byte < 0xf5 ? At.Utf8 : At.Ground;
  }
}

function escaped(byte: number, at: At): At {
  switch (byte) {
    case 0x5b: // [
      return At.Sequence;
    case 0x50: // P
    case 0x58: // X
    case 0x5d: // ]
    case 0x5e: // ^
    case 0x5f: // _
      return At.String;
    default:
      // Intermediate bytes continue the sequence; every other byte, including the string terminator "\\", ends it.
      return byte >= 0x20 && byte <= 0x2f ? (at === At.Escape ? At.Escape : At.Ground) : At.Ground;
  }
}
