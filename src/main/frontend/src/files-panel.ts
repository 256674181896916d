import { LitElement, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import { SignedOutError } from "./api";
import { untilDone, type Ask } from "./asking";
import type { ConfirmDialog } from "./confirm-dialog";
import type { FileList, Wish } from "./file-list";
import { DeniedError, Panel, childPath, parentPath, type Entry, type PanelState } from "./files-api";
import { droppedFiles, type Dropped } from "./dropped";
import { filesPanelStyles } from "./files-panel-styles";
import type { NameDialog } from "./name-dialog";
import type { ReplaceDialog } from "./replace-dialog";
import { hostLines, hostText } from "./text";
import type { TextDialog } from "./text-dialog";
import { Transfers } from "./transfers";
import { leftOut, takenFiles, wantedFiles } from "./wanted";
import type { PromptMessage } from "./protocol";
import "./confirm-dialog";
import "./file-list";
import "./name-dialog";
import "./prompt-dialog";
import "./replace-dialog";
import "./text-dialog";
import "./transfer-list";

/** A host's files beside its terminal. */
@customElement("files-panel")
export class FilesPanel extends LitElement {
  static override styles = filesPanelStyles;

  @property() host = "";
  /** The account; the usual one where it is empty. */
  @property() user = "";

  @state() private panel: PanelState | null = null;
  @state() private directory = "";
  @state() private shown = "";
  /** What a person typed as a path and was not led to yet. */
  @state() private typed: string | null = null;
  @state() private entries: Entry[] = [];
  /** Whether it is one file of a directory that could not be listed. */
  @state() private alone = false;
  @state() private whole = true;
  @state() private filter = "";
  @state() private trouble = "";
  /** What became of files that were dropped or chosen last, where it is not what was wanted. */
  @state() private notice = "";
  @state() private loading = false;
  @state() private over = false;
  @query("name-dialog") private naming!: NameDialog;
  @query("confirm-dialog") private confirming!: ConfirmDialog;
  @query("text-dialog") private reading!: TextDialog;
  @query("file-list") private files!: FileList | null;
  @query("replace-dialog") private replace!: ReplaceDialog;
  private remote: Panel | null = null;
  private stop = new AbortController();
  private readonly transfers = new Transfers(
    () => this.requestUpdate(),
    (directory) => directory === this.directory && void this.list(directory),
  );

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener("pagehide", this.left);
    window.addEventListener("pageshow", this.back);
    void this.open();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("pagehide", this.left);
    window.removeEventListener("pageshow", this.back);
    this.shut();
  }

  /** A page that is gone uses nothing: the next one may need its place. */
  private readonly left = (): void => this.shut();

  private readonly back = (event: PageTransitionEvent): void => {
    if (event.persisted) {
      void this.open();
    }
  };

  /** Whether closing this would break a transfer off. */
  get busy(): boolean {
    return this.transfers.busy;
  }

  /** On the first of its entries; above them while there are none. */
  takeFocus(): boolean {
    const question = this.renderRoot.querySelector<HTMLElement>("prompt-dialog input");
    if (!question && this.files?.takeFocus()) {
      return true;
    }
    const place = question ?? this.renderRoot.querySelector<HTMLElement>(".bar button:not(:disabled)") ?? this.renderRoot.querySelector<HTMLElement>("button");
    place?.focus();
    return place !== null;
  }

  private shut(): void {
    this.stop.abort();
    this.transfers.stop();
    const open = this.remote;
    this.remote = null;
    open?.close().catch(() => undefined); // The server closes it by itself after a while.
  }

  private async open(): Promise<void> {
    this.shut();
    this.stop = new AbortController();
    this.trouble = "";
    this.panel = null;
    try {
      this.remote = await Panel.open(this.host, this.user);
      this.transfers.use(this.remote);
      await this.watch(this.remote, this.stop.signal);
    } catch (error) {
      this.failed(error);
    }
  }

  /** Follows the panel until it is closed: a question, an opening, a loss. */
  private async watch(remote: Panel, signal: AbortSignal): Promise<void> {
    let seen = 0;
    while (!signal.aborted && this.panel?.state !== "failed") {
      const was = this.panel?.state;
      this.panel = await remote.watch(seen, signal);
      seen = this.panel.version;
      if (this.panel.state === "open" && was !== "open") {
        void this.list(this.directory || (this.panel.home ?? "/"), this.matches(":focus-within") ? "" : undefined);
      }
    }
  }

  private failed(error: unknown): void {
    if (!this.stop.signal.aborted) {
      this.trouble = error instanceof Error ? error.message : "Fairlead cannot be reached.";
      if (error instanceof SignedOutError) {
        this.panel = null;
      }
    }
  }

  /**
   * Lists a directory.
   *
   * @param focus the path of the entry that gets the focus, "" for the first one; undefined leaves it where it is
   */
  private async list(path: string, focus?: string): Promise<void> {
    this.loading = true;
    try {
      const found = await this.remote?.list(path);
      if (found) {
        this.filter = this.directory === found.path ? this.filter : "";
        // An upload that has arrived lists the directory too: what is being typed stays.
        this.typed = this.directory === found.path && focus === undefined ? this.typed : null;
        this.directory = found.path;
        this.shown = found.shown;
        this.whole = found.whole;
        this.entries = found.entries;
        this.alone = false;
        this.trouble = "";
        if (focus !== undefined) {
          await this.updateComplete;
          await this.files?.focusEntry(focus);
        }
      }
    } catch (error) {
      this.failed(error);
      if (error instanceof DeniedError) {
        this.trouble += " If you know the path of a file or directory in it, type it above.";
      }
    } finally {
      this.loading = false;
    }
  }

  private refresh(): void {
    this.typed = null;
    void this.list(this.directory);
  }

  private up(): void {
    if (this.directory !== "/") {
      void this.list(parentPath(this.directory), this.directory);
    }
  }

  /** Goes where a typed path leads: into a directory, or to one file. */
  private async go(event: Event): Promise<void> {
    event.preventDefault();
    const text = this.renderRoot.querySelector<HTMLInputElement>("input[name=path]")?.value.trim() ?? "";
    if (text === "" || text === hostText(this.shown, 4096)) {
      this.refresh();
      return;
    }
    try {
      const found = await this.remote?.typed(/^[/~]/.test(text) ? text : `${this.shown}/${text}`);
      if (found?.kind === "directory") {
        await this.list(found.path, "");
      } else if (found) {
        this.filter = ""; // It might hide the file.
        await this.list(parentPath(found.path), found.path);
        if (!this.entries.some((one) => one.path === found.path)) {
          await this.showAlone(found, found.within);
        }
      }
    } catch (error) {
      this.failed(error);
    }
  }

  /** One file of a directory that cannot be listed, or is too large to be. */
  private async showAlone(entry: Entry, within: string): Promise<void> {
    this.directory = parentPath(entry.path);
    this.shown = within;
    this.entries = [entry];
    this.alone = true;
    this.whole = true;
    this.filter = "";
    this.typed = null;
    this.trouble = "";
    await this.updateComplete;
    await this.files?.focusEntry();
  }

  private async wished({ detail: { wish, entry } }: CustomEvent<{ wish: Wish; entry: Entry }>): Promise<void> {
    try {
      switch (wish) {
        case "open":
          return await this.enter(entry);
        case "view":
          return await this.view(entry);
        case "download":
          return await this.download(entry);
        case "rename":
          return await this.rename(entry);
        case "delete":
          return await this.erase(entry);
      }
    } catch (error) {
      this.failed(error);
    }
  }

  private async enter(entry: Entry): Promise<void> {
    const target = entry.kind === "link" ? await this.remote?.entry(entry.path) : entry;
    if (target?.kind === "directory") {
      await this.list(target.path, "");
    } else if (target) {
      await this.view({ ...target, name: entry.name });
    }
  }

  private async view(entry: Entry): Promise<void> {
    const found = await this.remote?.text(entry.path);
    if (found) {
      this.trouble = "";
      await this.reading.show(hostText(entry.name), found.text, found.whole);
    }
  }

  /** A browser would keep a refusal as a file: so it is asked for first. */
  private async download(entry: Entry): Promise<void> {
    await this.remote?.readable(entry.path);
    if (this.remote) {
      this.trouble = "";
      const link = document.createElement("a");
      link.href = this.remote.downloadUrl(entry);
      link.download = "";
      link.click();
      this.transfers.lookOften();
    }
  }

  private async rename(entry: Entry): Promise<void> {
    const heading = `Rename ${hostText(entry.name, 60)}`;
    const ask: Ask = (name, why) => this.naming.ask(heading, "Rename", name, why);
    await untilDone(ask, entry.name, async (name) => {
      if (name !== entry.name) {
        const renamed = await this.remote?.rename(entry.path, childPath(parentPath(entry.path), name));
        await this.list(this.directory, renamed?.path);
      }
    });
  }

  private async erase(entry: Entry): Promise<void> {
    const what = entry.kind === "directory" ? "This directory is deleted if it is empty." : "This cannot be undone.";
    if (await this.confirming.ask(`Delete ${hostText(entry.name, 60)}?`, what, "Delete")) {
      const next = this.files?.beside(entry.path);
      await this.remote?.remove(entry.path);
      await this.list(this.directory, next);
    }
  }

  private async answer(event: CustomEvent<{ id: number; values: string[] | null }>): Promise<void> {
    try {
      await this.remote?.answer(event.detail.id, event.detail.values);
    } catch (error) {
      this.failed(error);
    }
  }

  private async makeDirectory(): Promise<void> {
    try {
      const ask: Ask = (name, why) => this.naming.ask("New folder", "Create", name, why);
      await untilDone(ask, "", async (name) => {
        const path = childPath(this.directory, name);
        await this.remote?.makeDirectory(path, true);
        await this.list(this.directory, path);
      });
    } catch (error) {
      this.failed(error);
    }
  }

  private async take(files: Dropped[]): Promise<void> {
    if (!this.remote || !this.panel) {
      return;
    }
    this.typed = null; // What arrives goes into the directory that is listed.
    const { directory, panel } = this;
    const asked = takenFiles(files, directory, this.entries);
    const names = [...asked].flatMap((one) => one.file?.name ?? []);
    const answer = asked.size > 0 ? await this.replace.ask(names, files.length - asked.size) : "skip";
    const left = this.transfers.upload(directory, wantedFiles(files, asked, answer), panel.slice);
    this.notice = left.length > 0 ? leftOut(left) : "";
  }

  private drop(event: DragEvent): void {
    event.preventDefault();
    this.over = false;
    if (event.dataTransfer && this.panel?.upload) {
      void droppedFiles(event.dataTransfer).then((files) => this.take(files), (error: unknown) => this.failed(error));
    }
  }

  private drag(event: DragEvent): void {
    if (event.dataTransfer?.types.includes("Files") && this.panel?.upload) {
      event.preventDefault();
      this.over = true;
    }
  }

  private chosen(event: Event): void {
    const input = event.target as HTMLInputElement;
    void this.take([...(input.files ?? [])].map((file) => ({ file, directory: [] })));
    input.value = "";
  }

  override render(): unknown {
    const panel = this.panel;
    const question = panel?.prompt ? ({ type: "prompt", ...panel.prompt } as PromptMessage) : null;
    return html`<header>
        <h2>Files of ${this.host}</h2>
        <button class="plain" @click=${() => this.dispatchEvent(new CustomEvent("done"))}>Close files</button>
      </header>
      ${panel?.state === "open" ? this.browser(panel) : this.waiting(panel)}
      ${this.trouble ? html`<p class="bad" role="alert">${hostText(this.trouble, 500)}</p>` : nothing}
      ${this.notice ? html`<p class="soft" role="status">${hostText(this.notice, 500)}</p>` : nothing}
      <transfer-list
        .jobs=${this.transfers.jobs}
        @cancel-transfer=${(event: CustomEvent<string>) => this.transfers.cancel(event.detail)}
        @resume-transfer=${(event: CustomEvent<string>) => this.transfers.resume(event.detail)}
        @replace-transfer=${(event: CustomEvent<string>) => this.transfers.replace(event.detail)}
        @replace-all=${() => this.transfers.replaceAll()}
        @forget-done=${() => this.transfers.forgetDone()}
        @forget-transfer=${(event: CustomEvent<string>) => this.transfers.forget(event.detail)}
      ></transfer-list>
      <name-dialog></name-dialog>
      <confirm-dialog></confirm-dialog>
      <text-dialog></text-dialog>
      <replace-dialog></replace-dialog>
      <prompt-dialog .prompt=${question} @answer=${this.answer}></prompt-dialog>`;
  }

  private waiting(panel: PanelState | null): unknown {
    if (panel?.state === "failed" || (panel === null && this.trouble)) {
      return html`${panel?.message ? html`<p class="bad text" role="alert">${hostLines(panel.message)}</p>` : nothing}
        <p><button @click=${() => void this.open()}>Open again</button></p>`;
    }
    return html`<p class="soft" role="status">
      ${panel?.state === "asking" ? "Waiting for your answer …" : `Connecting to ${this.host} …`}
    </p>`;
  }

  private browser(panel: PanelState): unknown {
    return html`<div class="bar">
        <button ?disabled=${this.directory === "/"} @click=${() => this.up()}>Up</button>
        <button @click=${() => this.refresh()}>Refresh</button>
        ${panel.upload
          ? html`<button @click=${() => this.renderRoot.querySelector<HTMLInputElement>("input[type=file]")?.click()}>Upload</button>
              <button @click=${() => void this.makeDirectory()}>New folder</button>
              <input type="file" multiple hidden aria-label="Files to upload" @change=${this.chosen} />`
          : nothing}
        <form class="path" @submit=${this.go}>
          <input
            name="path"
            class="mono"
            aria-label="Path"
            title="Type a path and press Enter"
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            .value=${live(this.typed ?? hostText(this.shown, 4096))}
            @input=${(event: InputEvent) => (this.typed = (event.target as HTMLInputElement).value)}
            @blur=${() => (this.typed = null)}
          />
        </form>
        <input
          type="search"
          class="filter"
          aria-label="Filter by name"
          placeholder="Filter"
          .value=${live(this.filter)}
          @input=${(event: InputEvent) => (this.filter = (event.target as HTMLInputElement).value)}
        />
      </div>
      ${this.alone ? html`<p class="soft" role="status">Only this file is shown. Refresh lists the whole directory.</p>` : nothing}
      ${this.whole ? nothing : html`<p class="soft" role="status">This directory is too large. Only its first ${this.entries.length.toLocaleString()} entries are listed.</p>`}
      <div
        class="list ${this.over ? "over" : ""}"
        aria-busy=${this.loading}
        @dragover=${this.drag}
        @dragleave=${() => (this.over = false)}
        @drop=${this.drop}
      >
        <file-list
          .entries=${this.entries}
          .filter=${this.filter}
          .mayUpload=${panel.upload}
          .mayDownload=${panel.download}
          @wish=${this.wished}
          @up=${this.up}
        ></file-list>
      </div>`;
  }
}
