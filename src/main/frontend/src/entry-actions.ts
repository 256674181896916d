import { untilDone, type Ask } from "./asking";
import type { ConfirmDialog } from "./confirm-dialog";
import type { Wish } from "./file-list";
import { childPath, parentPath, type Entry } from "./files-api";
import type { ListedDirectory, DirectoryView } from "./listed-directory";
import type { NameDialog } from "./name-dialog";
import { hostText } from "./text";
import type { TextDialog } from "./text-dialog";

/** The panel in which a person acts on entries. */
export interface ActingPanel extends DirectoryView {
  readonly naming: NameDialog;
  readonly confirming: ConfirmDialog;
  readonly reading: TextDialog;
  /** The path of the entry that takes the place of this one when it is removed. */
  beside(path: string): string | undefined;
  /** Called when a download was handed to the browser. */
  downloading(): void;
}

/** What a person does with the entries of a directory. */
export class EntryActions {
  constructor(
    private readonly panel: ActingPanel,
    private readonly listed: ListedDirectory,
  ) {}

  async act(wish: Wish, entry: Entry): Promise<void> {
    try {
      await this[wish](entry);
    } catch (error) {
      this.panel.failed(error);
    }
  }

  async makeDirectory(): Promise<void> {
    try {
      const directory = this.listed.path;
      const ask: Ask = (name, why) => this.panel.naming.ask("New folder", "Create", name, why);
      await untilDone(ask, "", async (name) => {
        const path = childPath(directory, name);
        const since = this.listed.since();
        await this.panel.remote?.makeDirectory(path, true);
        this.listed.changedIn(directory, path, since);
      });
    } catch (error) {
      this.panel.failed(error);
    }
  }

  /** Enters a directory or views a file; for a link, its target. */
  private async open(entry: Entry): Promise<void> {
    const since = this.listed.since();
    const target = entry.kind === "link" ? await this.panel.remote?.entry(entry.path) : entry;
    if (target?.kind === "directory") {
      await this.listed.list(target.path, "", since);
    } else if (target) {
      await this.view({ ...target, name: entry.name });
    }
  }

  private async view(entry: Entry): Promise<void> {
    const found = await this.panel.remote?.text(entry.path);
    if (found) {
      this.panel.succeeded();
      await this.panel.reading.show(hostText(entry.name), found.text, found.whole);
    }
  }

  /** Asks the server first, because a browser would save a refusal as a file. */
  private async download(entry: Entry): Promise<void> {
    const { remote } = this.panel;
    await remote?.readable(entry.path);
    if (remote && remote === this.panel.remote) {
      this.panel.succeeded();
      const link = document.createElement("a");
      link.href = remote.downloadUrl(entry);
      link.download = "";
      link.click();
      this.panel.downloading();
    }
  }

  private async rename(entry: Entry): Promise<void> {
    const heading = `Rename ${hostText(entry.name, 60)}`;
    const ask: Ask = (name, why) => this.panel.naming.ask(heading, "Rename", name, why);
    await untilDone(ask, entry.name, async (name) => {
      if (name !== entry.name) {
        const directory = parentPath(entry.path);
        const since = this.listed.since();
        const renamed = await this.panel.remote?.rename(entry.path, childPath(directory, name));
        this.listed.changedIn(directory, renamed?.path, since);
      }
    });
  }

  private async delete(entry: Entry): Promise<void> {
    const what = entry.kind === "directory" ? "This directory is deleted if it is empty." : "This cannot be undone.";
    if (await this.panel.confirming.ask(`Delete ${hostText(entry.name, 60)}?`, what, "Delete")) {
      const next = this.panel.beside(entry.path);
      const since = this.listed.since();
      await this.panel.remote?.remove(entry.path);
      this.listed.changedIn(parentPath(entry.path), next, since);
    }
  }
}
