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
  /** What has a name on the host; null when nothing has, or the host does not say. */
  there(path: string): Promise<There | null>;
}

/** Tells whether a file on the host was replaced. */
export interface There {
  size: number;
  modified: string;
}

/** What the host had of that name before the last slice was sent; undefined while that was not sent. */
export interface BeforeLast {
  there?: There | null;
}

/** Where a piece of a file goes. */
export interface Slice {
  path: string;
  key: string;
  offset: number;
  size: number;
  overwrite: boolean;
}

/** The browser no longer reads the file: what was chosen is not what is on the disk now. */
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

/** Tries in a row that fail before an upload gives up: about five minutes. */
const TRIES = 25;

/** What an upload tells. */
export interface UploadProgress {
  /** How many bytes have left or arrived; fewer than before when some must be sent again. */
  moved(bytes: number): void;
  /** It waits before its next try: why, and until when on the clock of `performance.now()`. */
  waits(why: Passing, until: number): void;
}

/** How its tries go on after failures that pass. */
export function uploadTries(signal: AbortSignal, waits: UploadProgress["waits"], wait = pause): Tries {
  return new Tries(signal, waits, TRIES, wait);
}

/**
 * Sends a file, from where an earlier try stopped. Goes on by itself after the network was away.
 *
 * @param wait replaced in tests
 * @throws whatever is wrong for good, and the signal's reason
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
        // It was not placed: what is there now is what the next last slice meets.
        last.there = undefined;
      }
      let offset = received;
      // A refusal that is certain needs no bytes, and what comes with them may be lost while they are sent.
      let most = exists && !overwrite ? 0 : slice;
      for (let done = false; !done; ) {
        if (offset > file.size) {
          offset = 0;
        }
        const from = offset;
        arrived = from;
        if (from + slice >= file.size && last.there === undefined) {
          const there = from === received && !exists ? null : await wire.there(path);
          // A file that is there and cannot be looked at may be the old one: then nothing tells that the new one has come.
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
 * Whether the last slice got there and only its answer was lost: its part is gone, and a file of the right size has come
 * or was changed since.
 */
async function hasArrived({ there: before }: BeforeLast, size: number, path: string, wire: UploadWire): Promise<boolean> {
  if (before === undefined) {
    return false;
  }
  const now = await wire.there(path);
  return now?.size === size && (before?.size !== size || before.modified !== now.modified);
}

/** A request whose file cannot be read fails as if the network had: browsers read no file that changed since it was chosen. */
async function mustBeReadable(file: Blob): Promise<void> {
  try {
    await file.slice(0, 1).arrayBuffer();
  } catch (error) {
    throw new ChangedError("This file changed on your computer while it was being uploaded. Upload it again.", { cause: error });
  }
}
