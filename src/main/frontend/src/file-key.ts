import { ChangedError } from "./upload";

/** Bytes read at a time. */
const SAMPLE = 256 * 1024;
/** Maximum number of samples: files of up to 8 MiB are read completely, larger ones only in part. */
const SAMPLES = 32;

/**
 * Identifies a local file, so that an upload continues only with the same file, not with another one of that name. Consists of
 * the size and a hash of size, time and content, for large files of samples between the first and the last byte. 1 to 32 digits
 * and lower-case letters.
 *
 * @throws ChangedError when the browser cannot read the file
 */
export async function fileKey(file: File): Promise<string> {
  const hash = new Fnv1a();
  hash.add(new TextEncoder().encode(`${file.size} ${file.lastModified} `));
  for (const start of sampleStarts(file.size)) {
    hash.add(await read(file.slice(start, start + SAMPLE)));
  }
  return file.size.toString(36) + hash.toString();
}

/** Where the samples begin, evenly spread; the last one ends with the file. */
function sampleStarts(size: number): number[] {
  const count = Math.min(SAMPLES, Math.ceil(size / SAMPLE));
  const last = Math.max(0, size - SAMPLE);
  return Array.from({ length: count }, (_, at) => (count === 1 ? 0 : Math.floor((last * at) / (count - 1))));
}

async function read(part: Blob): Promise<Uint8Array> {
  try {
    return new Uint8Array(await part.arrayBuffer());
  } catch (error) {
    throw new ChangedError("This file cannot be read on your computer: it was changed, moved or deleted, or you may not read it. Choose it again.", { cause: error });
  }
}

/** FNV-1a with 64 bits, in two halves: the browser's own hashes are missing over plain HTTP. */
export class Fnv1a {
  private high = 0xcbf29ce4;
  private low = 0x84222325;

  add(bytes: Uint8Array): void {
    let { high, low } = this;
    for (const byte of bytes) {
      // Times 2^40 + 0x1b3, modulo 2^64.
      const mixed = (low ^ byte) >>> 0;
      const product = mixed * 0x1b3;
      high = (Math.imul(high, 0x1b3) + (mixed << 8) + Math.floor(product / 2 ** 32)) >>> 0;
      low = product >>> 0;
    }
    this.high = high;
    this.low = low;
  }

  /** 16 hexadecimal digits. */
  toString(): string {
    return [this.high, this.low].map((half) => half.toString(16).padStart(8, "0")).join("");
  }
}
