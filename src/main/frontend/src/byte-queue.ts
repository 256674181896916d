/** Bytes in one block; a frame is never longer. */
const BLOCK = 32 * 1024;

interface Block {
  bytes: Uint8Array;
  /** Where its unread bytes begin and end. */
  start: number;
  end: number;
}

/** A queue of bytes. Adding, reading and dropping many small pieces costs no more than one large one. */
export class ByteQueue {
  private blocks: Block[] = [];
  private size = 0;

  get length(): number {
    return this.size;
  }

  push(piece: Uint8Array): void {
    this.size += piece.length;
    for (let at = 0; at < piece.length; ) {
      // A key of several bytes stays in one block, and so in one frame.
      const block = this.tail(Math.min(piece.length - at, BLOCK));
      const part = piece.subarray(at, at + BLOCK);
      block.bytes.set(part, block.end);
      block.end += part.length;
      at += part.length;
    }
  }

  /** Forgets the first bytes, or all when there are fewer. */
  drop(count: number): void {
    let left = Math.min(count, this.size);
    this.size -= left;
    let read = 0;
    for (const block of this.blocks) {
      const part = Math.min(left, block.end - block.start);
      block.start += part;
      left -= part;
      // The last block is kept for the next bytes.
      if (block.start < block.end || read === this.blocks.length - 1) {
        break;
      }
      read++;
    }
    this.blocks.splice(0, read);
  }

  clear(): void {
    this.blocks = [];
    this.size = 0;
  }

  /** Some bytes from this index on; empty only if there are none. */
  read(from: number, most: number): Uint8Array {
    let skip = from;
    for (const { bytes, start, end } of this.blocks) {
      if (skip < end - start) {
        return bytes.subarray(start + skip, Math.min(end, start + skip + Math.max(0, most)));
      }
      skip -= end - start;
    }
    return new Uint8Array(0);
  }

  all(): Uint8Array {
    const all = new Uint8Array(this.size);
    let at = 0;
    for (const { bytes, start, end } of this.blocks) {
      all.set(bytes.subarray(start, end), at);
      at += end - start;
    }
    return all;
  }

  /** A block with room for this number of bytes. */
  private tail(room: number): Block {
    const last = this.blocks.at(-1);
    if (last && BLOCK - last.end >= room) {
      return last;
    }
    const block = { bytes: new Uint8Array(BLOCK), start: 0, end: 0 };
    this.blocks.push(block);
    return block;
  }
}
