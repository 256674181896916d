import { backoff } from "./countdown";

/** What an upload needs of the server. */
export interface UploadWire {
  /** Bytes that have arrived, and whether there is a file of that name. */
  state(path: string, key: string): Promise<{ received: number; exists: boolean }>;
  /**
   * Sends bytes of the file.
   *
   * @param sent told how many of these have left
   */
  send(slice: Slice, body: Blob, sent: (bytes: number) => void, signal: AbortSignal): Promise<{ received: number; done: boolean }>;
}

/** Where a piece of a file goes. */
export interface Slice {
  path: string;
  key: string;
  offset: number;
  size: number;
  overwrite: boolean;
}

/** The network failed, or the server for a moment: the same may work later. */
export class Passing extends Error {}

export interface Upload {
  file: Blob;
  path: string;
  key: string;
  overwrite: boolean;
  /** Bytes sent at a time, at most. */
  slice: number;
}

/** Tries in a row that fail before an upload gives up: about five minutes. */
const TRIES = 25;

/**
 * Tells a file from another of the same name, so that an upload goes on only where the same file's stopped: 1 to 32
 * digits and small letters.
 */
export function fileKey(file: { size: number; lastModified: number }): string {
  return `${file.size.toString(36)}${file.lastModified.toString(36)}`.replace(/[^0-9a-z]/g, "").slice(0, 32);
}

/**
 * Sends a file, from where an earlier try stopped. Goes on by itself after the network was away.
 *
 * @param progress told how many bytes have left or arrived
 * @param wait how long to wait before the next try, in milliseconds; replaced in tests
 * @throws whatever is wrong for good, and the signal's reason
 */
export async function upload(
  { file, path, key, overwrite, slice }: Upload,
  wire: UploadWire,
  signal: AbortSignal,
  progress: (bytes: number) => void,
  wait: (millis: number) => Promise<void> = (millis) => new Promise((resolve) => setTimeout(resolve, millis)),
): Promise<void> {
  let failed = 0;
  for (;;) {
    signal.throwIfAborted();
    try {
      let offset = (await wire.state(path, key)).received;
      for (let done = false; !done; ) {
        if (offset > file.size) {
          offset = 0;
        }
        const from = offset;
        progress(from);
        const body = file.slice(from, from + slice);
        const answer = await wire.send({ path, key, offset, size: file.size, overwrite }, body, (sent) => progress(from + sent), signal);
        offset = answer.received;
        done = answer.done;
        failed = 0;
      }
      progress(file.size);
      return;
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof Passing) || ++failed > TRIES) {
        throw error;
      }
      await wait(backoff(failed, Math.random()));
    }
  }
}
