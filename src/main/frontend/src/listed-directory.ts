import { DeniedError, parentPath, pathText, type Entry, type Panel } from "./files-api";
import { Passing } from "./retry";
import { hostText } from "./text";

/** The panel that shows a directory. */
export interface DirectoryView {
  readonly remote: Panel | null;
  /** Called when something about the directory has changed. */
  changed(): void;
  /** Called after a success, to clear an earlier error message. */
  succeeded(): void;
  failed(error: unknown, hint?: string): void;
  /** The element of the panel that has the focus; null if nothing has it, "outside" if something beside the panel has it. */
  focusPlace(): unknown;
  /** Puts the focus on the entry of this path, "" for the first one, once it is drawn. */
  focusEntry(path: string): Promise<void>;
}

/** What a files panel has of a directory. */
export type ListState =
  /** Nothing was requested yet. */
  | { kind: "none" }
  /** Another directory than the one that is shown, if any, is being opened; `path` is text for a person. */
  | { kind: "loading"; path: string }
  /** The directory is shown, and may be being read again. */
  | { kind: "listed" }
  /** No directory could be listed. */
  | { kind: "failed" };

/** What the person was doing when a listing was requested. */
export interface Since {
  edits: number;
  focus: unknown;
}

/** The directory that a files panel lists, and the path that is being typed. */
export class ListedDirectory {
  /** Only while `listed` can a person act on the directory. */
  state: ListState = { kind: "none" };
  /** The directory that is shown; "" before the first one. */
  path = "";
  /** The path as text for a person. */
  shown = "";
  /** The typed path that was not opened yet; null for none. */
  typed: string | null = null;
  entries: Entry[] = [];
  /** Whether only one file is shown, because its directory could not be listed. */
  alone = false;
  whole = true;
  filter = "";
  /** The newest request; the answers to earlier ones are ignored. */
  private request: Since | null = null;
  /** The path of the last request to list a directory. */
  private sought = "";
  /** How often a person has changed the text of a field. */
  private edits = 0;
  /** Whether something changed in the directory while another one was being opened. */
  private stale = false;
  /** Repeats the last request, which failed for a temporary reason. */
  private missed: (() => Promise<void>) | null = null;

  constructor(private readonly panel: DirectoryView) {}

  /** Whether a request is under way. */
  get loading(): boolean {
    return this.request !== null;
  }

  /** What the person is doing now, for a listing that is requested later. */
  since(): Since {
    return { edits: this.edits, focus: this.panel.focusPlace() };
  }

  /**
   * Lists a directory. The focus and the text of the fields stay as they are where the person has changed them since.
   *
   * @param focus the path of the entry that gets the focus, "" for the first one; undefined leaves it where it is
   */
  async list(path: string, focus?: string, since = this.since()): Promise<void> {
    this.state = path === this.path ? { kind: "listed" } : { kind: "loading", path: pathText(path) };
    await this.ask({ ...since }, () => this.list(path, focus), (request) => this.enter(path, request, focus));
  }

  /** Opens a typed path: a directory, or a file in its directory. */
  async go(text: string): Promise<void> {
    if (text === "" || text === hostText(this.shown, 4096)) {
      this.refresh();
      return;
    }
    this.state = { kind: "loading", path: text };
    await this.ask(this.since(), () => this.go(text), async (request) => {
      const found = await this.panel.remote?.typed(/^[/~]/.test(text) ? text : `${this.shown || "~"}/${text}`);
      if (found?.kind === "directory") {
        await this.enter(found.path, request, "");
      } else if (found) {
        await this.enterAt(found, request);
      }
    });
  }

  /** Lists the directory again after something in it has changed, unless the person has left it. */
  changedIn(directory: string, focus?: string, since?: Since): void {
    if (directory !== this.path) {
      return;
    }
    if (this.state.kind === "listed") {
      void this.list(directory, focus, since);
    } else {
      this.stale = true;
    }
  }

  /** Sets the text in the path field; null for the path of this directory. */
  type(text: string | null): void {
    this.edits += text === null ? 0 : 1;
    this.typed = text;
    this.panel.changed();
  }

  filterBy(text: string): void {
    this.edits++;
    this.filter = text;
    this.panel.changed();
  }

  refresh(): void {
    this.typed = null;
    void this.list(this.path || this.sought);
  }

  /** Lists what could not be listed while the server was away. */
  again(): void {
    void this.missed?.();
  }

  up(): void {
    if (this.path !== "/" && this.path !== "") {
      void this.list(parentPath(this.path), this.path);
    }
  }

  /** Makes a request. Its answer counts until there is another request. */
  private async ask(request: Since, repeat: () => Promise<void>, act: (request: Since) => Promise<void>): Promise<void> {
    this.request = request;
    this.missed = null;
    this.panel.changed();
    try {
      await act(request);
    } catch (error) {
      if (this.request === request) {
        this.missed = error instanceof Passing ? repeat : null;
        this.panel.failed(error, error instanceof DeniedError ? " If you know the path of a file or directory in it, type it above." : "");
      }
    } finally {
      if (this.request === request) {
        this.settle();
      }
    }
  }

  /** Ends a request that has shown nothing new. */
  private settle(): void {
    this.request = null;
    this.state = this.path === "" ? { kind: "failed" } : { kind: "listed" };
    this.panel.changed();
    if (this.stale) {
      this.stale = false;
      this.changedIn(this.path);
    }
  }

  private async enter(path: string, request: Since, focus?: string): Promise<void> {
    this.sought = path;
    const found = await this.panel.remote?.list(path);
    if (found && this.request === request) {
      await this.show({ ...found, alone: false }, request, focus);
    }
  }

  /** Shows a typed file in its directory, or alone where that cannot be listed or its listing is truncated. */
  private async enterAt(found: Entry & { within: string }, request: Since): Promise<void> {
    const path = parentPath(found.path);
    const directory = await this.panel.remote?.list(path).catch((error: unknown) => {
      if (error instanceof Passing) {
        throw error;
      }
    });
    if (this.request !== request) {
      return;
    }
    if (this.edits === request.edits) {
      this.filter = ""; // It might hide the file.
    }
    const whole = directory?.entries.some((one) => one.path === found.path) ? { ...directory, alone: false } : null;
    await this.show(whole ?? { path, shown: found.within, entries: [found], whole: true, alone: true }, request, found.path);
  }

  private async show(directory: Pick<ListedDirectory, "path" | "shown" | "entries" | "whole" | "alone">, since: Since, focus?: string): Promise<void> {
    const { path, shown, entries, whole, alone } = directory;
    const same = this.path === path;
    const stale = same && this.stale;
    const typing = this.edits !== since.edits;
    const now = this.panel.focusPlace();
    const moved = now === "outside" || (now !== null && now !== since.focus);
    // Completed uploads also refresh the list, which must not clear the path being typed.
    const typed = typing || (same && focus === undefined) ? this.typed : null;
    const filter = typing || same ? this.filter : "";
    Object.assign(this, { path, shown, entries, whole, alone, typed, filter });
    this.request = null;
    this.stale = false;
    this.state = { kind: "listed" };
    this.panel.succeeded();
    this.panel.changed(); // The focus goes to an entry once it is drawn.
    if (focus !== undefined && !typing && !moved) {
      await this.panel.focusEntry(focus);
    }
    if (stale) {
      this.changedIn(path);
    }
  }
}
