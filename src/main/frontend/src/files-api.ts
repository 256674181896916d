import { RefusedError, SignedOutError, signedOut } from "./api";
import type { PromptMessage } from "./protocol";
import { Passing } from "./retry";
import type { Slice, There, UploadWire } from "./upload";

/** A file on a host; `path` is as in a URI, and goes back to the server as it came. */
export interface Entry {
  name: string;
  path: string;
  kind: "file" | "directory" | "link" | "other";
  size: number;
  modified: string;
  /** Permission bits. */
  mode: number;
}

/** What a panel is doing. */
export interface PanelState {
  version: number;
  state: "opening" | "asking" | "open" | "failed";
  host: string;
  user: string;
  upload: boolean;
  download: boolean;
  /** Bytes of one upload request, at most. */
  slice: number;
  banner: string;
  home?: string;
  message?: string;
  prompt?: Omit<PromptMessage, "type">;
}

/** Bytes on their way. */
export interface Moving {
  id: string;
  direction: "upload" | "download";
  name: string;
  bytes: number;
  /** Negative when nobody knows. */
  size: number;
}

/** The host, or the policy, does not allow it. */
export class DeniedError extends RefusedError {}

/** Something stands in the way on the host, mostly another file of that name. */
export class ConflictError extends RefusedError {}

/** Nothing of that name: the file, or the panel itself. */
export class MissingError extends RefusedError {}

/** The connection to the host is lost, and the panel with it. */
export class GoneError extends RefusedError {}

const REFUSALS = new Map<number, new (message: string) => RefusedError>([
  [403, DeniedError],
  [404, MissingError],
  [409, ConflictError],
  [410, GoneError],
]);

/** Too slow, stands elsewhere, busy, too many at once. */
const PASSING = [408, 412, 423, 429];

/** Also what goes wrong in a server, and what a proxy answers while a server is away. */
const passes = (status: number): boolean => PASSING.includes(status) || status >= 500;

const UNREACHABLE = "Fairlead cannot be reached. Check your network connection.";

/** What moves bytes; the rest is about names. */
const TRANSFERS = ["content", "archive", "readable", "upload"];

const CHANGES = { "X-Fairlead": "1" };

async function call<T>(path: string, init: RequestInit = {}): Promise<T> {
  const response = await fetched(`api${path}`, { ...init, headers: { Accept: "application/json", ...CHANGES, ...init.headers } });
  return answer<T>(response.status, response.redirected, response.text);
}

/** With the whole body, in whose middle the network may fail too. */
async function fetched(path: string, init: RequestInit): Promise<{ status: number; redirected: boolean; text: string }> {
  try {
    const response = await fetch(path, init);
    return { status: response.status, redirected: response.redirected, text: await response.text() };
  } catch {
    throw new Passing(UNREACHABLE);
  }
}

function answer<T>(status: number, redirected: boolean, text: string): T {
  if (status === 401 || redirected) {
    throw signedOut();
  }
  if (status >= 200 && status < 300) {
    return parsed<T>(text);
  }
  const message = messageOf(text) ?? `Fairlead could not do this (HTTP ${status}). Try again.`;
  throw passes(status) ? new Passing(message) : new (REFUSALS.get(status) ?? RefusedError)(message);
}

/** Networks that want a sign-in of their own answer with a page instead. */
function parsed<T>(text: string): T {
  try {
    return (text === "" ? undefined : JSON.parse(text)) as T;
  } catch {
    throw new Passing("Something other than Fairlead answers on this network. Check your network connection.");
  }
}

function messageOf(text: string): string | null {
  try {
    const value = JSON.parse(text) as { message?: unknown };
    return typeof value.message === "string" ? value.message : null;
  } catch {
    return null;
  }
}

const json = (value: unknown): RequestInit => ({
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify(value),
});

/** The path of a file in a directory. */
export function childPath(directory: string, name: string): string {
  return `${directory === "/" ? "" : directory}/${encoded(name)}`;
}

/** Exactly as the server does it, so that paths can be compared. */
function encoded(name: string): string {
  return encodeURIComponent(name).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** The directory that a path is in; the root is in itself. */
export function parentPath(path: string): string {
  return path.slice(0, path.lastIndexOf("/")) || "/";
}

/** One panel of the server. */
export class Panel implements UploadWire {
  private constructor(private readonly id: string) {}

  static async open(host: string, user: string): Promise<Panel> {
    const wish = user === "" ? { host } : { host, user };
    return new Panel((await call<{ panel: string }>("/files", json(wish))).panel);
  }

  /** Waits a while for something newer than the version seen. */
  watch(seen: number, signal: AbortSignal): Promise<PanelState> {
    return call(`/files/${this.id}?seen=${seen}`, { signal });
  }

  answer(id: number, values: string[] | null): Promise<void> {
    return call(`/files/${this.id}/answers`, json({ id, values }));
  }

  close(): Promise<void> {
    return call(`/files/${this.id}`, { method: "DELETE", keepalive: true });
  }

  /** `whole` is false when there is more than the server lists. */
  list(path: string): Promise<{ path: string; shown: string; whole: boolean; entries: Entry[] }> {
    return call(this.url("entries", path));
  }

  entry(path: string): Promise<Entry> {
    return call(this.url("entry", path));
  }

  async there(path: string): Promise<There | null> {
    try {
      return await this.entry(path);
    } catch (error) {
      if (error instanceof RefusedError && !(error instanceof SignedOutError) && !(error instanceof GoneError)) {
        return null;
      }
      throw error;
    }
  }

  /** What a path is that a person typed; `within` is the directory it is in, as text. */
  typed(text: string): Promise<Entry & { within: string }> {
    return call(`/files/${this.id}/entry/typed?text=${encodeURIComponent(text)}`);
  }

  rename(path: string, to: string): Promise<Entry> {
    return call(this.url("entry/name", path, { to }), { method: "POST" });
  }

  /** Removes a file, or a directory that is empty. */
  remove(path: string): Promise<void> {
    return call(this.url("entry", path), { method: "DELETE" });
  }

  /** The beginning of a text file; `whole` when it is all of it. */
  text(path: string): Promise<{ text: string; whole: boolean }> {
    return call(this.url("entry/text", path));
  }

  /** Whether it can be downloaded; throws why not. */
  readable(path: string): Promise<void> {
    return call(this.url("readable", path));
  }

  /** Makes a directory; one that is there is refused only when it must be new. */
  makeDirectory(path: string, mustBeNew = false): Promise<void> {
    return call(this.url("directories", path, mustBeNew ? { new: true } : {}), { method: "POST" });
  }

  moving(signal: AbortSignal): Promise<Moving[]> {
    return call(`/transfers/${this.id}`, { signal });
  }

  cancel(transfer: string): Promise<void> {
    return call(`/transfers/${this.id}/${transfer}`, { method: "DELETE" });
  }

  /** Where a browser gets a file, or a directory as an archive. */
  downloadUrl(entry: Entry): string {
    return `api${this.url(entry.kind === "directory" ? "archive" : "content", entry.path)}`;
  }

  state(path: string, key: string, signal: AbortSignal): Promise<{ received: number; exists: boolean }> {
    return call(this.url("upload", path, { key }), { signal });
  }

  giveUp(path: string, key: string): Promise<void> {
    return call(this.url("upload", path, { key }), { method: "DELETE" });
  }

  /** Not by fetch, which does not tell how much has left. */
  send(slice: Slice, body: Blob, sent: (bytes: number) => void, signal: AbortSignal): Promise<{ received: number; done: boolean }> {
    const { path, key, offset, size, overwrite } = slice;
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      const cancel = (): void => request.abort();
      signal.addEventListener("abort", cancel, { once: true });
      request.open("POST", `api${this.url("upload", path, { key, offset, size, overwrite })}`);
      request.setRequestHeader("X-Fairlead", "1");
      request.setRequestHeader("Content-Type", "application/octet-stream");
      request.upload.onprogress = (event) => sent(event.loaded);
      request.onerror = () => reject(new Passing(UNREACHABLE));
      request.onabort = () => reject(new Passing("Cancelled."));
      request.onload = () => {
        try {
          resolve(answer(request.status, false, request.responseText));
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      };
      request.onloadend = () => signal.removeEventListener("abort", cancel);
      request.send(body);
    });
  }

  /** The path is encoded already; what is special in a query besides is not in it. */
  private url(what: string, path: string, more: Record<string, unknown> = {}): string {
    const rest = Object.entries(more).map(([name, value]) => `&${name}=${String(value)}`);
    const place = TRANSFERS.includes(what) ? "transfers" : "files";
    return `/${place}/${this.id}/${what}?path=${path}${rest.join("")}`;
  }
}
