import { DeniedError, parentPath, type Entry, type Panel } from "./files-api";
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
  /** Puts the focus on the entry of this path, "" for the first one, once it is drawn. */
  focusEntry(path: string): Promise<void>;
}

/** The directory that a files panel lists, and the path that is being typed. */
export class ListedDirectory {
  path = "";
  /** The path of the last request to list a directory. */
  private sought = "";
  /** The path as text for a person. */
  shown = "";
  /** The typed path that was not opened yet; null for none. */
  typed: string | null = null;
  entries: Entry[] = [];
  /** Whether only one file is shown, because its directory could not be listed. */
  alone = false;
  whole = true;
  filter = "";
  loading = false;
  /** The last request that failed for a temporary reason. */
  private missed: { path: string; focus: string | undefined } | null = null;

  constructor(private readonly panel: DirectoryView) {}

  /**
   * Lists a directory.
   *
   * @param focus the path of the entry that gets the focus, "" for the first one; undefined leaves it where it is
   */
  async list(path: string, focus?: string): Promise<void> {
    this.loading = true;
    this.missed = null;
    this.sought = path;
    this.panel.changed();
    const before = this.typed;
    try {
      const found = await this.panel.remote?.list(path);
      if (found) {
        const same = this.path === found.path;
        const typing = this.typed !== null && this.typed !== before;
        // Completed uploads also refresh the list, which must not clear the path being typed.
        const typed = typing || (same && focus === undefined) ? this.typed : null;
        this.show({ ...found, alone: false, filter: same ? this.filter : "", typed });
        if (focus !== undefined && !typing) {
          await this.panel.focusEntry(focus);
        }
      }
    } catch (error) {
      this.missed = error instanceof Passing ? { path, focus } : null;
      this.panel.failed(error, error instanceof DeniedError ? " If you know the path of a file or directory in it, type it above." : "");
    } finally {
      this.loading = false;
      this.panel.changed();
    }
  }

  /** Sets the text in the path field; null for the path of this directory. */
  type(text: string | null): void {
    this.typed = text;
    this.panel.changed();
  }

  filterBy(text: string): void {
    this.filter = text;
    this.panel.changed();
  }

  refresh(): void {
    this.typed = null;
    void this.list(this.path || this.sought);
  }

  /** Lists what could not be listed while the server was away. */
  again(): void {
    if (this.missed) {
      void this.list(this.missed.path, this.missed.focus);
    }
  }

  up(): void {
    if (this.path !== "/") {
      void this.list(parentPath(this.path), this.path);
    }
  }

  /** Opens a typed path: a directory, or a file in its directory. */
  async go(text: string): Promise<void> {
    if (text === "" || text === hostText(this.shown, 4096)) {
      this.refresh();
      return;
    }
    try {
      const found = await this.panel.remote?.typed(/^[/~]/.test(text) ? text : `${this.shown}/${text}`);
      if (found?.kind === "directory") {
        await this.list(found.path, "");
      } else if (found) {
        this.filter = ""; // It might hide the file.
        await this.list(parentPath(found.path), found.path);
        if (!this.entries.some((one) => one.path === found.path)) {
          // Its directory cannot be listed, or its listing is truncated.
          this.show({ path: parentPath(found.path), shown: found.within, entries: [found], whole: true, alone: true, filter: "", typed: null });
          await this.panel.focusEntry("");
        }
      }
    } catch (error) {
      this.panel.failed(error);
    }
  }

  private show(directory: Pick<ListedDirectory, "path" | "shown" | "entries" | "whole" | "alone" | "filter" | "typed">): void {
    const { path, shown, entries, whole, alone, filter, typed } = directory;
    Object.assign(this, { path, shown, entries, whole, alone, filter, typed });
    this.panel.succeeded();
    this.panel.changed(); // The focus goes to an entry once it is drawn.
  }
}
