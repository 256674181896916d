import { LitElement, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import { SignedOutError } from "./api";
import type { ConfirmDialog } from "./confirm-dialog";
import type { FileList, Wish } from "./file-list";
import { Panel, type Entry, type PanelState } from "./files-api";
import { droppedFiles, type Dropped } from "./dropped";
import { EntryActions, type ActingPanel } from "./entry-actions";
import { deepFocus } from "./focus";
import { filesPanelStyles } from "./files-panel-styles";
import { icon } from "./icons";
import { ListedDirectory } from "./listed-directory";
import type { NameDialog } from "./name-dialog";
import { watchPanel, type PanelWatcher } from "./panel-watch";
import type { ReplaceDialog } from "./replace-dialog";
import { Passing } from "./retry";
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
export class FilesPanel extends LitElement implements ActingPanel {
  static override styles = filesPanelStyles;

  @property() host = "";
  /** The account; "" for the default one. */
  @property() user = "";
  /** The login has ended. Files that were closed by that are opened again after the next sign-in. */
  @property({ type: Boolean }) signedOut = false;

  /** Whether these files were closed because the login ended. */
  closedBySignOut = false;
  @state() private panel: PanelState | null = null;
  /** Why these files are no longer open; "" while they are or may be. */
  @state() private ended = "";
  /** Why the server cannot be reached now; "" while it can. */
  @state() private away = "";
  /** What failed last. */
  @state() private trouble = "";
  /** Whether that may work once the server answers again. */
  private passing = false;
  /** A notice about files dropped or chosen last that were not taken as wanted. */
  @state() private notice = "";
  @state() private over = false;
  @query("name-dialog") readonly naming!: NameDialog;
  @query("confirm-dialog") readonly confirming!: ConfirmDialog;
  @query("text-dialog") readonly reading!: TextDialog;
  @query("file-list") private files!: FileList | null;
  @query("replace-dialog") private replace!: ReplaceDialog;
  remote: Panel | null = null;
  private stop = new AbortController();
  private readonly transfers = new Transfers(
    () => this.requestUpdate(),
    (directory) => this.listed.changedIn(directory),
  );
  private readonly listed = new ListedDirectory(this);
  private readonly actions = new EntryActions(this, this.listed);

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

  /** Closes the panel when the page is left, because the next page may need its place. */
  private readonly left = (): void => this.shut();

  private readonly back = (event: PageTransitionEvent): void => {
    if (event.persisted) {
      void this.open();
    }
  };

  override updated(changed: Map<string, unknown>): void {
    if (changed.get("signedOut") === true && this.closedBySignOut) {
      void this.open();
    }
  }

  /** Whether closing this would break a transfer off. */
  get busy(): boolean {
    return this.transfers.busy;
  }

  /**
   * Focuses the first entry, or what is said while there is no list, or the controls above, or the button to open the files
   * again; never the one to close them.
   */
  takeFocus(): boolean {
    const question = this.renderRoot.querySelector<HTMLElement>("prompt-dialog input");
    if (!question && this.files?.takeFocus()) {
      return true;
    }
    const find = (selector: string): HTMLElement | null => this.renderRoot.querySelector<HTMLElement>(selector);
    const place = question ?? find(".again, .doing") ?? find(".bar button:not(:disabled)");
    place?.focus();
    return Boolean(place);
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
    const { signal } = this.stop;
    this.panel = null;
    this.ended = this.away = this.trouble = "";
    this.closedBySignOut = false;
    try {
      const remote = await Panel.open(this.host, this.user);
      if (signal.aborted) {
        await remote.close();
        return;
      }
      this.remote = remote;
      await watchPanel((seen, stop) => remote.watch(seen, stop), signal, this.watcher);
    } catch (error) {
      if (!signal.aborted) {
        this.closedBySignOut = error instanceof SignedOutError;
        this.end(error instanceof Error ? error.message : "These files cannot be opened.");
      }
    }
  }

  private readonly watcher: PanelWatcher = {
    stands: (state) => {
      const opens = state.state === "open" && this.panel?.state !== "open";
      this.panel = state;
      if (state.state === "failed") {
        this.end(state.message ?? "These files are no longer open.");
      } else if (opens && this.remote) {
        this.transfers.use(this.remote);
        void this.listed.list(this.listed.path || (state.home ?? "/"), this.matches(":focus-within") ? "" : undefined);
      }
    },
    away: (why) => (this.away = why.message),
    back: () => {
      this.away = "";
      if (this.passing) {
        this.succeeded();
      }
      this.listed.again();
    },
  };

  /** Ends the panel: the files can only be opened again, and earlier messages no longer matter. */
  private end(why: string): void {
    this.ended = why;
    this.transfers.lose(why);
    this.away = this.trouble = "";
  }

  changed(): void {
    this.requestUpdate();
  }

  succeeded(): void {
    this.trouble = "";
    this.passing = false;
  }

  failed(error: unknown, hint = ""): void {
    if (!this.stop.signal.aborted && !this.ended) {
      this.trouble = (error instanceof Error ? error.message : "The action failed. Try again.") + hint;
      this.passing = error instanceof Passing;
    }
  }

  focusPlace(): unknown {
    const one = deepFocus();
    if (one === null || one === document.body || one.classList.contains("doing")) {
      return null;
    }
    return this.matches(":focus-within") ? one : "outside";
  }

  async focusEntry(path: string): Promise<void> {
    await this.updateComplete;
    await this.files?.focusEntry(path);
  }

  beside(path: string): string | undefined {
    return this.files?.beside(path);
  }

  downloading(): void {
    this.transfers.lookOften();
  }

  private async answer(event: CustomEvent<{ id: number; values: string[] | null }>): Promise<void> {
    try {
      await this.remote?.answer(event.detail.id, event.detail.values);
    } catch (error) {
      this.failed(error);
    }
  }

  private submitted(event: Event): void {
    event.preventDefault();
    void this.listed.go(this.renderRoot.querySelector<HTMLInputElement>("input[name=path]")?.value.trim() ?? "");
  }

  /** The files go into the directory that is listed now, even if the person goes to another one before they are read. */
  private async take(found: Dropped[] | Promise<Dropped[]>): Promise<void> {
    const { listed, panel } = this;
    if (!this.remote || !panel) {
      return;
    }
    if (listed.state.kind !== "listed") {
      // The browser's question for files can stay open while another directory is being opened.
      this.notice = "Nothing was uploaded, because no directory was listed at that moment. Choose the files again.";
      return;
    }
    const { path, shown, entries } = listed;
    listed.type(null); // The path in the field is that of this directory.
    try {
      const files = await found;
      const asked = takenFiles(files, path, entries);
      const names = [...asked].flatMap((one) => one.file?.name ?? []);
      const answer = asked.size > 0 ? await this.replace.ask(names, files.length - asked.size, shown) : "skip";
      const left = this.transfers.upload(path, wantedFiles(files, asked, answer), panel.slice);
      this.notice = left.length > 0 ? leftOut(left) : "";
    } catch (error) {
      this.failed(error);
    }
  }

  /** Whether files may be dropped now. */
  private get takes(): boolean {
    return this.panel?.upload === true && this.listed.state.kind === "listed";
  }

  private drop(event: DragEvent): void {
    event.preventDefault();
    this.over = false;
    if (event.dataTransfer && this.takes) {
      void this.take(droppedFiles(event.dataTransfer));
    }
  }

  private drag(event: DragEvent): void {
    if (event.dataTransfer?.types.includes("Files") && this.takes) {
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
    const question = panel?.prompt && !this.ended ? ({ type: "prompt", ...panel.prompt } as PromptMessage) : null;
    return html`<header>
        <h2>Files of ${this.host}</h2>
        <button class="plain" @click=${() => this.dispatchEvent(new CustomEvent("done"))}>Close files</button>
      </header>
      ${this.ended ? this.again() : panel?.state === "open" ? this.browser(panel) : this.waiting(panel)}
      ${this.away ? html`<p class="bad" role="alert">${hostText(this.away, 500)} Trying again …</p>` : nothing}
      ${this.trouble && this.trouble !== this.away ? html`<p class="bad" role="alert">${hostText(this.trouble, 500)}</p>` : nothing}
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

  private again(): unknown {
    return html`<p class="bad text" role="alert">${hostLines(this.ended)}</p>
      <p><button class="again" @click=${() => void this.open()}>Open again</button></p>`;
  }

  /** Focusable, so that a key that was meant for something else has no effect. */
  private waiting(panel: PanelState | null): unknown {
    return html`<p class="soft doing" role="status" tabindex="-1">
      ${panel?.state === "asking" ? "Waiting for your answer …" : `Connecting to ${this.host} …`}
    </p>`;
  }

  private browser(panel: PanelState): unknown {
    const { listed } = this;
    const opening = listed.state.kind === "loading";
    const none = listed.state.kind !== "listed";
    return html`<div class="bar">
        <button class="plain" ?disabled=${listed.path === "/" || listed.path === ""} @click=${() => listed.up()}>${icon("up")}Up</button>
        <button class="plain" ?disabled=${opening} @click=${() => listed.refresh()}>${icon("refresh")}Refresh</button>
        ${panel.upload
          ? html`<button class="plain" ?disabled=${none} @click=${() => void this.actions.makeDirectory()}>${icon("folder")}New folder</button>
              <button class="primary" ?disabled=${none} @click=${() => this.renderRoot.querySelector<HTMLInputElement>("input[type=file]")?.click()}>${icon("upload")}Upload</button>
              <input type="file" multiple hidden ?disabled=${none} aria-label="Files to upload" @change=${this.chosen} />`
          : nothing}
        <div class="where"><form class="path" @submit=${this.submitted}>
          <input
            name="path"
            class="mono"
            aria-label="Path"
            title="Type a path and press Enter"
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            .value=${live(listed.typed ?? hostText(listed.shown, 4096))}
            @input=${(event: InputEvent) => listed.type((event.target as HTMLInputElement).value)}
            @blur=${() => listed.type(null)}
          />
        </form>
        <input
          type="search"
          class="filter"
          aria-label="Filter by name"
          placeholder="Filter"
          .value=${live(listed.filter)}
          @input=${(event: InputEvent) => listed.filterBy((event.target as HTMLInputElement).value)}
        /></div>
      </div>
      ${listed.alone ? html`<p class="soft" role="status">Only this file is shown. Refresh lists the whole directory.</p>` : nothing}
      ${listed.whole ? nothing : html`<p class="soft" role="status">This directory is too large. Only its first ${listed.entries.length.toLocaleString()} entries are listed.</p>`}
      ${listed.path === "" ? this.unlisted() : this.list(panel)}`;
  }

  /** What is said before the first directory is listed. */
  private unlisted(): unknown {
    const { state } = this.listed;
    return html`<p class="soft doing" role="status" tabindex="-1">
      ${state.kind === "failed" ? "No directory is listed." : state.kind === "loading" ? `Loading ${state.path} …` : "Loading …"}
    </p>`;
  }

  /** The directory; while another one is being opened, it is only there to be left. */
  private list(panel: PanelState): unknown {
    const { listed } = this;
    const { state } = listed;
    const opening = state.kind === "loading";
    return html`<div class="listing">
      <p class="opening" role="status">${opening ? html`<span>Loading ${state.path} …</span>` : nothing}</p>
      <div
        class="list ${this.over ? "over" : ""}"
        aria-busy=${listed.loading}
        @dragover=${this.drag}
        @dragleave=${() => (this.over = false)}
        @drop=${this.drop}
      >
        <file-list
          .entries=${listed.entries}
          .leaving=${opening}
          .filter=${listed.filter}
          .mayUpload=${panel.upload}
          .mayDownload=${panel.download}
          @wish=${(event: CustomEvent<{ wish: Wish; entry: Entry }>) => void this.actions.act(event.detail.wish, event.detail.entry)}
          @up=${() => listed.up()}
        ></file-list>
      </div>
    </div>`;
  }
}
