import { Passing, Tries, pause } from "./retry";

/** What an upload needs of the server. */
export interface UploadWire {
  /** Bytes that have arrived, and whether there is a file of that name. */
  state(path: string, key: string, signal: AbortSignal): Promise<{ received: number; exists: boolean }>;
  /**
   * Sends bytes of the file.
   *
   * @param sent told how many of these have left
   */
  send(slice: Slice, body: Blob, sent: (bytes: number) => void, signal: AbortSignal): Promise<{ received: number; done: boolean }>;
  /** The file of this name on the host; null if there is none or it cannot be determined. */
  there(path: string): Promise<There | null>;
}

/** Attributes by which a replaced file on the host is recognised. */
export interface There {
  size: number;
  modified: string;
}

/** The file of that name on the host before the last slice was sent; undefined until then. */
export interface BeforeLast {
  there?: There | null;
}

/** A slice of a file, and where it belongs. */
export interface Slice {
  path: string;
  key: string;
  offset: number;
  size: number;
  overwrite: boolean;
}

/** The browser can no longer read the file, because it changed on the disk after it was chosen. */
export class ChangedError extends Error {}

export interface Upload {
  file: Blob;
  path: string;
  key: string;
  overwrite: boolean;
  /** Bytes sent at a time, at most. */
  slice: number;
  /** The same object each time that this upload is resumed. */
  last: BeforeLast;
}

/** Failed attempts in a row before an upload gives up, about five minutes. */
const TRIES = 25;

/** What an upload tells. */
export interface UploadProgress {
  /** Called with the number of bytes sent or arrived; fewer than before if some must be sent again. */
  moved(bytes: number): void;
  /** Called before a wait with the reason, and the time of the next attempt as of `performance.now()`. */
  waits(why: Passing, until: number): void;
}

/** The attempts of an upload after temporary failures. */
export function uploadTries(signal: AbortSignal, waits: UploadProgress["waits"], wait = pause): Tries {
  return new Tries(signal, waits, TRIES, wait);
}

/**
 * Sends a file, from where an earlier attempt stopped. Continues by itself after an outage of the network.
 *
 * @param wait replaced in tests
 * @throws a permanent failure, or the signal's reason
 */
export async function upload(
  { file, path, key, overwrite, slice, last }: Upload,
  wire: UploadWire,
  signal: AbortSignal,
  progress: UploadProgress,
  wait = pause,
): Promise<void> {
  const tries = uploadTries(signal, (why, until) => progress.waits(why, until), wait);
  let arrived = 0;
  for (;;) {
    signal.throwIfAborted();
    try {
      const { received, exists } = await wire.state(path, key, signal);
      if (received === 0 && exists && (await hasArrived(last, file.size, path, wire))) {
        progress.moved(file.size);
        return;
      }
      if (received < file.size) {
        // The upload was not completed, so the existing file must be looked up again before the next last slice.
        last.there = undefined;
      }
      let offset = received;
      // Sends no bytes if a refusal is certain: the refusal could be lost while they are being sent.
      let most = exists && !overwrite ? 0 : slice;
      for (let done = false; !done; ) {
        if (offset > file.size) {
          offset = 0;
        }
        const from = offset;
        arrived = from;
        if (from + slice >= file.size && last.there === undefined) {
          const there = from === received && !exists ? null : await wire.there(path);
          // If a file exists but its attributes cannot be read, the old and the new file cannot be told apart.
          last.there = exists ? (there ?? undefined) : there;
        }
        progress.moved(from);
        const body = file.slice(from, from + most);
        most = slice;
        const answer = await wire.send({ path, key, offset, size: file.size, overwrite }, body, (sent) => progress.moved(from + sent), signal);
        offset = answer.received;
        done = answer.done;
        tries.succeeded();
      }
      progress.moved(file.size);
      return;
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof Passing)) {
        throw error;
      }
      await mustBeReadable(file);
      progress.moved(arrived);
      await tries.again(error);
    }
  }
}

/**
 * Whether the last slice arrived and only its answer was lost: its part is gone, and there is a new or changed file of the right
 * size.
 */
async function hasArrived({ there: before }: BeforeLast, size: number, path: string, wire: UploadWire): Promise<boolean> {
  if (before === undefined) {
    return false;
  }
  const now = await wire.there(path);
  return now?.size === size && (before?.size !== size || before.modified !== now.modified);
}

/**
 * Throws if the file cannot be read. Browsers do not read a file that changed since it was chosen, and its request fails like a
 * network error.
 */
async function mustBeReadable(file: Blob): Promise<void> {
  try {
    await file.slice(0, 1).arrayBuffer();
  } catch (error) {
    throw new ChangedError("This file changed on your computer while it was being uploaded. Upload it again.", { cause: error });
  }
}
