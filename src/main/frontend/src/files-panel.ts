import { LitElement, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { SignedOutError } from "./api";
import { Panel, childPath, parentPath, type Entry, type PanelState } from "./files-api";
import { droppedFiles, type Dropped } from "./dropped";
import { filesPanelStyles } from "./files-panel-styles";
import type { NewFolderDialog } from "./new-folder-dialog";
import { byteSize } from "./rate";
import type { ReplaceDialog } from "./replace-dialog";
import { hostLines, hostText } from "./text";
import { Transfers } from "./transfers";
import type { PromptMessage } from "./protocol";
import "./new-folder-dialog";
import "./prompt-dialog";
import "./replace-dialog";
import "./transfer-list";

/** Entries drawn at once; more are drawn when they are asked for. */
const DRAWN = 500;

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
  @state() private entries: Entry[] = [];
  @state() private drawn = DRAWN;
  @state() private trouble = "";
  @state() private loading = false;
  @state() private over = false;
  @query("new-folder-dialog") private newFolder!: NewFolderDialog;
  @query("replace-dialog") private replace!: ReplaceDialog;
  private remote: Panel | null = null;
  private stop = new AbortController();
  private readonly transfers = new Transfers(
    () => this.requestUpdate(),
    (directory) => directory === this.directory && void this.list(directory),
  );

  override connectedCallback(): void {
    super.connectedCallback();
    void this.open();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.shut();
  }

  /** Whether something would be broken off by closing this. */
  get busy(): boolean {
    return this.transfers.busy;
  }

  /** On the first of its entries; above them while there are none. */
  takeFocus(): boolean {
    const place =
      this.renderRoot.querySelector<HTMLElement>("prompt-dialog input, .list button, .bar button:not(:disabled)") ??
      this.renderRoot.querySelector<HTMLElement>("button");
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
        void this.list(this.directory || (this.panel.home ?? "/"));
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

  private async list(path: string): Promise<void> {
    this.loading = true;
    try {
      const found = await this.remote?.list(path);
      if (found) {
        this.directory = found.path;
        this.shown = found.shown;
        this.entries = found.entries.sort(byKindAndName);
        this.drawn = DRAWN;
        this.trouble = "";
      }
    } catch (error) {
      this.failed(error);
    } finally {
      this.loading = false;
    }
  }

  private async follow(link: Entry): Promise<void> {
    try {
      const target = await this.remote?.entry(link.path);
      if (target?.kind === "directory") {
        await this.list(link.path);
      } else if (target) {
        this.download({ ...target, name: link.name });
      }
    } catch (error) {
      this.failed(error);
    }
  }

  private download(entry: Entry): void {
    if (this.remote) {
      const link = document.createElement("a");
      link.href = this.remote.downloadUrl(entry);
      link.download = "";
      link.click();
      this.transfers.lookOften();
    }
  }

  private async answer(event: CustomEvent<{ id: number; values: string[] | null }>): Promise<void> {
    try {
      await this.remote?.answer(event.detail.id, event.detail.values);
    } catch (error) {
      this.failed(error);
    }
  }

  private async makeDirectory(name: string): Promise<void> {
    try {
      await this.remote?.makeDirectory(childPath(this.directory, name));
      await this.list(this.directory);
    } catch (error) {
      this.failed(error);
    }
  }

  private async take(files: Dropped[]): Promise<void> {
    if (!this.remote || !this.panel) {
      return;
    }
    const { directory, panel } = this;
    const there = new Set(this.entries.map((one) => one.name));
    const isTaken = (one: Dropped): boolean => one.directory.length === 0 && there.has(one.file.name);
    const taken = files.filter(isTaken).map((one) => one.file.name);
    const answer = taken.length > 0 ? await this.replace.ask(taken, files.length - taken.length) : "skip";
    if (answer !== "cancel") {
      const wanted = answer === "replace" ? files : files.filter((one) => !isTaken(one));
      this.transfers.upload(directory, wanted, answer === "replace", panel.slice);
    }
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
      <transfer-list
        .jobs=${this.transfers.jobs}
        @cancel-transfer=${(event: CustomEvent<string>) => this.transfers.cancel(event.detail)}
        @resume-transfer=${(event: CustomEvent<string>) => this.transfers.resume(event.detail)}
        @forget-transfer=${(event: CustomEvent<string>) => this.transfers.forget(event.detail)}
      ></transfer-list>
      <new-folder-dialog @name=${(event: CustomEvent<string>) => void this.makeDirectory(event.detail)}></new-folder-dialog>
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
        <button ?disabled=${this.directory === "/"} @click=${() => void this.list(parentPath(this.directory))}>Up</button>
        <button @click=${() => void this.list(this.directory)}>Refresh</button>
        ${panel.upload
          ? html`<button @click=${() => this.renderRoot.querySelector("input")?.click()}>Upload</button>
              <button @click=${() => this.newFolder.ask()}>New folder</button>
              <input type="file" multiple hidden aria-label="Files to upload" @change=${this.chosen} />`
          : nothing}
        <span class="path mono" aria-label="Directory">${hostText(this.shown, 4096)}</span>
      </div>
      <ul
        class="list ${this.over ? "over" : ""}"
        aria-label="Files"
        aria-busy=${this.loading}
        @dragover=${this.drag}
        @dragleave=${() => (this.over = false)}
        @drop=${this.drop}
      >
        ${repeat(this.entries.slice(0, this.drawn), (one) => one.path, (one) => this.line(one, panel))}
        ${this.entries.length > this.drawn
          ? html`<li><button @click=${() => (this.drawn += 10 * DRAWN)}>Show more of ${this.entries.length}</button></li>`
          : nothing}
        ${this.entries.length === 0 && !this.loading
          ? html`<li class="soft">${panel.upload ? "Nothing here. Drop files to upload them." : "Nothing here."}</li>`
          : nothing}
      </ul>`;
  }

  private line(entry: Entry, panel: PanelState): unknown {
    const name = hostText(entry.name);
    switch (entry.kind) {
      case "directory":
        return html`<li>
          <button class="plain" @click=${() => void this.list(entry.path)}>${name}/</button>
          ${panel.download ? html`<button class="plain" aria-label="Download ${name} as a zip file" @click=${() => this.download(entry)}>Zip</button>` : nothing}
        </li>`;
      case "link":
        return html`<li><button class="plain" @click=${() => void this.follow(entry)}>${name} →</button></li>`;
      case "file":
        return html`<li>
          <span class="name">${name}</span><span class="size soft">${byteSize(entry.size)}</span>
          ${panel.download ? html`<button class="plain" aria-label="Download ${name}" @click=${() => this.download(entry)}>Download</button>` : nothing}
        </li>`;
      case "other":
        return html`<li><span class="name soft">${name}</span></li>`;
    }
  }
}

function byKindAndName(one: Entry, other: Entry): number {
  const kind = Number(other.kind === "directory") - Number(one.kind === "directory");
  return kind || one.name.localeCompare(other.name, undefined, { numeric: true });
}
