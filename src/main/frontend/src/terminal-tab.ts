import { LitElement, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { TerminalConnection } from "./terminal-connection";
import type { Place } from "./terminal-session";
import { CopyPaste } from "./copy-paste";
import type { FilesPanel } from "./files-panel";
import type { KeyBar } from "./key-bar";
import type { LinkDialog } from "./link-dialog";
import type { PasteDialog } from "./paste-dialog";
import type { PasteHereDialog } from "./paste-here-dialog";
import type { Preferences } from "./preferences";
import type { PromptDialog } from "./prompt-dialog";
import { Screen } from "./screen";
import type { SearchBar } from "./search-bar";
import type { Action } from "./shortcuts";
import type { Snapshot } from "./snapshots";
import { TerminalState } from "./terminal-state";
import { whyRefused } from "./status";
import type { TerminalStatus } from "./terminal-status";
import { terminalTabStyles } from "./terminal-tab-styles";
import { hostText, linkTarget } from "./text";
import { Touch } from "./touch";
import { Typing } from "./typing";
import "./files-panel";
import "./key-bar";
import "./link-dialog";
import "./paste-dialog";
import "./paste-here-dialog";
import "./prompt-dialog";
import "./search-bar";
import "./terminal-notes";
import "./terminal-outcome";
import "./terminal-status";

/** One terminal: the screen, its status line, its dialogs. */
@customElement("terminal-tab")
export class TerminalTab extends LitElement {
  static override styles = terminalTabStyles;

  /** Not the one in front. */
  @property({ type: Boolean, reflect: true }) override hidden = false;
  @property() host = "";
  /** The account on it, or "" for the usual one. */
  @property() user = "";
  @property({ attribute: false }) place: Place | null = null;
  @property({ attribute: false }) snapshot: Snapshot | null = null;
  @property({ attribute: false }) preferences!: Preferences;
  @property({ type: Number }) graceSeconds = 0;
  @property() traceLink = "";
  /** The login has ended. */
  @property({ type: Boolean }) signedOut = false;
  @state() private searching = false;
  /** The last search text. */
  private sought = "";
  @state() private files = false;
  @state() private target: string | null = null;
  @query(".screen") private parent!: HTMLElement;
  @query("prompt-dialog") private promptDialog!: PromptDialog | null;
  @query("paste-dialog") private pasteDialog!: PasteDialog;
  @query("paste-here-dialog") private pasteHere!: PasteHereDialog;
  @query("link-dialog") private linkDialog!: LinkDialog;
  @query("search-bar") private searchBar!: SearchBar | null;
  @query("key-bar") private keyBar!: KeyBar;
  @query("files-panel") private filesPanel!: FilesPanel | null;
  @query("terminal-status") private status!: TerminalStatus;

  connection!: TerminalConnection;
  private screen!: Screen;
  private copyPaste!: CopyPaste;
  private typing!: Typing;
  private readonly told = new TerminalState(() => {
    this.requestUpdate();
    this.tell("state", this.told.word);
    this.restCursor();
  });
  private sizes: ResizeObserver | undefined;
  private touch: Touch | undefined;
  private typedInto = false;
  private rests = false;

  get terminal(): Screen["terminal"] {
    return this.screen.terminal;
  }

  override firstUpdated(): void {
    this.screen = new Screen(this.preferences, {
      tell: (sentence) => this.status.say(sentence),
      open: (uri, named) => this.follow(uri, named),
      hover: (uri) => (this.target = uri === null ? null : linkTarget(uri)),
    });
    const terminal = this.screen.terminal;
    this.copyPaste = new CopyPaste(terminal, {
      preferences: () => this.preferences,
      tell: (sentence) => this.status.say(sentence),
      ask: (text) => this.pasteDialog.ask(text),
      askForText: (why) => this.pasteHere.ask(why),
    });
    this.connection = new TerminalConnection(this.host, this.user, this.told, {
      draw: (bytes, done, replayed) => this.draw(bytes, done, replayed),
      size: () => ({ columns: terminal.cols, rows: terminal.rows }),
      grace: () => this.graceSeconds,
    });
    this.screen.show(this.parent);
    this.typing = new Typing(this.screen, this.connection.input, {
      takeControl: () => this.keyBar.takeControl(),
      typed: () => {
        this.typedInto = true;
        this.told.putAway("idle");
        this.told.fold(true);
      },
      refused: () => this.status.say(whyRefused(this.told.connection, this.host)),
      act: (action) => this.act(action),
    });
    terminal.onResize(() => this.connection.resized());
    terminal.onBell(() => this.screen.replies.muted || this.tell("heard", "bell"));
    terminal.onTitleChange((title) => this.tell("title", hostText(title).trim()));
    this.parent.addEventListener("paste", (event) => this.copyPaste.pasted(event), { capture: true });
    this.touch = new Touch(this.parent, terminal);
    this.sizes = new ResizeObserver(() => this.fit());
    this.sizes.observe(this.parent);
    this.fit();
    this.begin();
  }

  /** Hides the cursor when there is no longer a shell. */
  private restCursor(): void {
    const { connection } = this.told;
    if (!this.rests && (connection.kind === "ended" || (connection.kind === "failed" && !connection.lives))) {
      this.rests = true;
      this.screen.hideCursor();
    }
  }

  private draw(bytes: Uint8Array, done: () => void, replayed: boolean): void {
    this.screen.draw(bytes, done, replayed);
    if (this.hidden && !replayed) {
      this.tell("heard", "output");
    }
  }

  private begin(): void {
    const kept = this.snapshot;
    this.files = kept?.files ?? false;
    if (kept?.screen) {
      this.screen.restore(kept.screen);
      this.connection.attach(kept);
      this.fit();
    } else if (kept) {
      // Its screen was too large to keep, so the server's scrollback is replayed.
      this.connection.attach({ ...kept, output: 0 });
    } else if (this.place) {
      this.connection.attach(this.place);
    } else {
      this.connection.open();
    }
    this.focusScreen();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.sizes?.disconnect();
    this.touch?.dispose();
    this.connection.dispose();
    this.screen.terminal.dispose();
  }

  override updated(changed: Map<string, unknown>): void {
    if (changed.has("preferences") && this.screen) {
      this.screen.prefer(this.preferences);
      this.fit();
    }
    if (changed.get("signedOut") === true) {
      void this.connection.signedInAgain();
    }
  }

  /** Focuses the host's question, or the screen. */
  takeFocus(): boolean {
    if (!this.hidden && !this.promptDialog?.takeFocus()) {
      this.focusScreen();
    }
    return !this.hidden;
  }

  /** Focuses the first control below or beside the screen; false if there is none. */
  focusControls(): boolean {
    const parts = ["files-panel", "terminal-outcome", "terminal-notes", "terminal-status"];
    const places = parts.flatMap((part) => [...(this.renderRoot.querySelector(part)?.shadowRoot?.querySelectorAll<HTMLElement>("button, a[href]") ?? [])]);
    const place = places.find((one) => one.getClientRects().length > 0 && getComputedStyle(one).visibility === "visible" && !one.matches(":disabled"));
    place?.focus();
    return place !== undefined;
  }

  focusScreen(): void {
    if (!this.hidden) {
      this.screen?.terminal.focus();
    }
  }

  /** Whether a shell runs here that was typed into, so that ending it may lose something. */
  get used(): boolean {
    return this.typedInto && (this.told.connection.kind === "connected" || this.told.connection.kind === "reconnecting");
  }

  /** Whether files are being transferred beside it. */
  get transferring(): boolean {
    return this.filesPanel?.busy ?? false;
  }

  /** Whether files are open beside it, with the uploads of this page. */
  get filesOpen(): boolean {
    return this.files;
  }

  /** The server's id of the terminal, or null while it is being opened. */
  get terminalId(): string | null {
    return this.connection?.terminalId ?? null;
  }

  /** Ends the terminal, not just this view of it. */
  end(): void {
    this.connection.end();
  }

  /**
   * The snapshot to restore this terminal from after a reload, with this number of lines above its screen (-1: without the
   * screen).
   */
  keep(lines: number): Snapshot | null {
    const place = this.connection.place();
    const screen = lines < 0 ? null : this.screen.snapshot(lines);
    return place && { ...place, host: this.host, user: this.user, screen, active: !this.hidden, files: this.filesPanel?.closedBySignOut ?? false };
  }

  search(): void {
    this.searching = true;
    this.searchBar?.focus();
  }

  private act(action: Action): void {
    if (action === "search") {
      this.search();
    } else if (action === "copy") {
      void this.copyPaste.copy();
    }
  }

  private fit(): void {
    if (this.parent.clientWidth > 0) {
      this.screen.fit();
    }
  }

  private paste({ detail: { text, remember } }: CustomEvent<{ text: string; remember: boolean }>): void {
    if (remember) {
      this.tell("prefer", { showMultilinePaste: false });
    }
    this.screen.terminal.paste(text);
    this.focusScreen();
  }

  private follow(uri: string, named: boolean): void {
    if (!this.linkDialog.follow(uri, named)) {
      this.status.say("Fairlead does not open links of this kind.");
    }
  }

  override render(): unknown {
    const told = this.told;
    return html`${this.searching
        ? html`<search-bar .terminal=${this.screen.terminal} .query=${this.sought} @done=${this.searched}></search-bar>`
        : nothing}
      <div class="view">
        <div class="screen"></div>
        ${this.target === null ? nothing : html`<div class="target mono" id="target">${this.target}</div>`}
        <prompt-dialog .prompt=${this.told.question} @answer=${this.answered}></prompt-dialog>
        ${this.files ? html`<files-panel .host=${this.host} .user=${this.user} .signedOut=${this.signedOut} @done=${() => this.tell("close-files")}></files-panel>` : nothing}
      </div>
      <terminal-outcome .connection=${told.connection} @take-back=${this.takenBack} @again=${this.again}></terminal-outcome>
      <terminal-notes .notes=${told.notes} @put-away=${(event: CustomEvent<string>) => told.putAway(event.detail)}></terminal-notes>
      <key-bar @key=${this.pressed} @control=${this.focusScreen} @copy-selection=${() => this.act("copy")} @paste-clipboard=${this.pasteClipboard}></key-bar>
      <terminal-status
        .host=${this.host}
        .connection=${told.connection}
        .stalled=${told.stalled}
        .silentSince=${told.silentSince}
        .waiting=${() => this.connection.input.waiting}
        .graceSeconds=${this.graceSeconds}
        .latency=${told.roundTrips}
        .trace=${told.traceId}
        .traceLink=${this.traceLink}
        .files=${this.files}
        .message=${told.notes.some((note) => note.folded)}
        @message=${() => told.fold(false)}
        @again=${this.again}
        @try-now=${this.triedNow}
        @files=${this.openFiles}
      ></terminal-status>
      ${this.dialogs()}`;
  }

  private dialogs(): unknown {
    return html`<paste-dialog @paste=${this.paste} @cancel=${this.focusScreen}></paste-dialog>
      <paste-here-dialog @paste-text=${this.pastedHere} @cancel=${this.focusScreen}></paste-here-dialog>
      <link-dialog @done=${this.focusScreen}></link-dialog>`;
  }

  private openFiles(): void {
    this.files = true;
    void this.updateComplete.then(() => this.filesPanel?.takeFocus());
  }

  closeFiles(): void {
    this.files = false;
    this.focusScreen();
  }

  private searched({ detail }: CustomEvent<string>): void {
    this.sought = detail;
    this.searching = false;
    this.focusScreen();
  }

  private pressed({ detail }: CustomEvent<string>): void {
    this.typing.press(detail);
    this.focusScreen();
  }

  private pasteClipboard(): void {
    this.focusScreen();
    void this.copyPaste.paste();
  }

  private pastedHere({ detail }: CustomEvent<string>): void {
    this.focusScreen();
    this.copyPaste.take(detail);
  }

  private answered({ detail }: CustomEvent<{ id: number; values: string[] | null }>): void {
    this.told.promptDone(detail.id);
    this.connection.say({ type: "answer", ...detail });
    this.focusScreen();
  }

  private takenBack(): void {
    void this.connection.takeBack();
    this.focusScreen();
  }

  private triedNow(): void {
    this.connection.tryNow();
    this.focusScreen();
  }

  private again(): void {
    this.tell("again");
  }

  private tell(name: string, detail: unknown = null): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
