import { RefusedError, SignedOutError, UNREACHABLE, signedOut } from "./api";
import type { PromptMessage } from "./protocol";
import { Passing } from "./retry";
import { hostText } from "./text";
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
  /** Maximum size of a slice (one upload request), in bytes. */
  slice: number;
  banner: string;
  home?: string;
  message?: string;
  prompt?: Omit<PromptMessage, "type">;
}

/** A transfer under way. */
export interface Moving {
  id: string;
  direction: "upload" | "download";
  name: string;
  bytes: number;
  /** Negative if unknown. */
  size: number;
}

/** The host, or the policy, does not allow it. */
export class DeniedError extends RefusedError {}

/** A conflict on the host, mostly another file of that name. */
export class ConflictError extends RefusedError {}

/** The file, or the panel itself, does not exist. */
export class MissingError extends RefusedError {}

/** The connection to the host is lost, and the panel with it. */
export class GoneError extends RefusedError {}

const REFUSALS = new Map<number, new (message: string) => RefusedError>([
  [403, DeniedError],
  [404, MissingError],
  [409, ConflictError],
  [410, GoneError],
]);

/** Temporary refusals: too slow, another position, busy, too many at once. */
const PASSING = [408, 412, 423, 429];

/** Also temporary: errors of the server, and a proxy's answers while the server is away. */
const passes = (status: number): boolean => PASSING.includes(status) || status >= 500;

/** The resources that transfer bytes, under `transfers`; the others are under `files`. */
const TRANSFERS = ["content", "archive", "readable", "upload"];

const CHANGES = { "X-Fairlead": "1" };

async function call<T>(path: string, init: RequestInit = {}): Promise<T> {
  const response = await fetched(`api${path}`, { ...init, headers: { Accept: "application/json", ...CHANGES, ...init.headers } });
  return answer<T>(response.status, response.redirected, response.text);
}

/** Reads the whole body too, because the network may also fail while it is received. */
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
  const said = messageOf(text);
  const message = said ?? `Fairlead could not do this (HTTP ${status}). Try again.`;
  // A server that is starting answers 404 before Fairlead is there.
  const absent = status === 404 && said === null;
  throw absent || passes(status) ? new Passing(message) : new (REFUSALS.get(status) ?? RefusedError)(message);
}

/** Parses JSON. Networks with their own sign-in answer with a page instead. */
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

/** A path as text; one that is not UTF-8 stays encoded. */
export function pathText(path: string): string {
  try {
    return hostText(decodeURIComponent(path), 4096);
  } catch {
    return path;
  }
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

  /** The state of the panel; if it is not newer than the version seen, waits a few seconds for a change. */
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

  /** Resolves a path that a person typed; `within` is its directory, as text. */
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

  /** Makes a directory; an existing one is refused only with `mustBeNew`. */
  makeDirectory(path: string, mustBeNew = false): Promise<void> {
    return call(this.url("directories", path, mustBeNew ? { new: true } : {}), { method: "POST" });
  }

  moving(signal: AbortSignal): Promise<Moving[]> {
    return call(`/transfers/${this.id}`, { signal });
  }

  cancel(transfer: string): Promise<void> {
    return call(`/transfers/${this.id}/${transfer}`, { method: "DELETE" });
  }

  /** The URL from which a browser downloads a file, or a directory as an archive. */
  downloadUrl(entry: Entry): string {
    return `api${this.url(entry.kind === "directory" ? "archive" : "content", entry.path)}`;
  }

  state(path: string, key: string, signal: AbortSignal): Promise<{ received: number; exists: boolean }> {
    return call(this.url("upload", path, { key }), { signal });
  }

  giveUp(path: string, key: string): Promise<void> {
    return call(this.url("upload", path, { key }), { method: "DELETE" });
  }

  /** Sends a slice. Does not use fetch, which has no upload progress. */
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

  /** The path is already encoded and contains nothing that is special in a query. */
  private url(what: string, path: string, more: Record<string, unknown> = {}): string {
    const rest = Object.entries(more).map(([name, value]) => `&${name}=${String(value)}`);
    const place = TRANSFERS.includes(what) ? "transfers" : "files";
    return `/${place}/${this.id}/${what}?path=${path}${rest.join("")}`;
  }
}
