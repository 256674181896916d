import { LitElement, css, html, nothing, unsafeCSS } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import xtermStyles from "@xterm/xterm/css/xterm.css?inline";
import { Connection, type Place, type State } from "./connection";
import { controlOf } from "./control";
import type { KeyBar } from "./key-bar";
import type { LinkDialog } from "./link-dialog";
import { noteOf, withNote, withoutNote, type Note } from "./notes";
import type { PasteDialog } from "./paste-dialog";
import type { PromptMessage } from "./protocol";
import type { Preferences } from "./preferences";
import { Screen } from "./screen";
import type { SearchBar } from "./search-bar";
import { actionOf } from "./shortcuts";
import type { Snapshot } from "./snapshots";
import { controls } from "./styles";
import { hostLines, hostText, linkTarget, pasteText, safeLink, severalLines } from "./text";
import "./key-bar";
import "./link-dialog";
import "./paste-dialog";
import "./prompt-dialog";
import "./search-bar";
import "./terminal-notes";
import "./terminal-status";

/** A short notice goes after this; what must be read stays as a note. */
const NOTICE_MS = 10_000;

/** One terminal: the screen, its status line, its dialogs. */
@customElement("terminal-tab")
export class TerminalTab extends LitElement {
  static override styles = [
    unsafeCSS(xtermStyles),
    controls,
    css`
      :host {
        display: flex;
        flex-direction: column;
        min-height: 0;
        flex: 1;
      }
      :host([hidden]) {
        display: none;
      }
      .view {
        position: relative;
        display: flex;
        flex: 1;
        min-height: 0;
      }
      .screen {
        flex: 1;
        min-width: 0;
        overflow: hidden;
      }
      .screen .xterm {
        height: 100%;
        padding: 4px 0 0 6px;
      }
      /* What is left of an older xterm.js: black, and with a scrollbar that scrolls nothing. */
      .screen .xterm .xterm-viewport {
        background-color: transparent;
        overflow: hidden;
      }
      .target {
        position: absolute;
        left: 0;
        bottom: 0;
        max-width: 100%;
        padding: 0.15rem 0.6rem;
        background: var(--surface);
        border: 1px solid var(--edge);
        border-top-right-radius: var(--radius);
        overflow-wrap: anywhere;
        pointer-events: none;
        z-index: 10;
      }
      .outcome {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem 1rem;
        align-items: center;
        padding: 0.6rem 0.7rem;
        border-top: 2px solid var(--bad);
        background: var(--surface);
      }
      .outcome p {
        flex: 1 1 16rem;
        max-height: 40vh;
        overflow: auto;
      }
    `,
  ];

  /** Not the one in front. */
  @property({ type: Boolean, reflect: true }) override hidden = false;
  @property() host = "";
  @property({ attribute: false }) place: Place | null = null;
  @property({ attribute: false }) snapshot: Snapshot | null = null;
  @property({ attribute: false }) preferences!: Preferences;
  @property({ type: Number }) graceSeconds = 0;
  @property() traceLink = "";
  @state() private connectionState: State = { kind: "connecting", phase: "gateway" };
  @state() private prompt: PromptMessage | null = null;
  @state() private latency: { gateway: number; host: number | null } | null = null;
  @state() private trace = "";
  @state() private stalled = false;
  @state() private notice = "";
  @state() private notes: Note[] = [];
  @state() private searching = false;
  @state() private target: string | null = null;
  @query(".screen") private parent!: HTMLElement;
  @query("paste-dialog") private pasteDialog!: PasteDialog;
  @query("link-dialog") private linkDialog!: LinkDialog;
  @query("search-bar") private searchBar!: SearchBar | null;
  @query("key-bar") private keyBar!: KeyBar;

  connection!: Connection;
  private screen!: Screen;
  private sizes: ResizeObserver | undefined;
  private forgetting: ReturnType<typeof setTimeout> | undefined;

  get terminal(): Screen["terminal"] {
    return this.screen.terminal;
  }

  /** The lines that can be seen: what a canvas does not tell. */
  screenText(): string {
    return this.screen.text();
  }

  /** Those that were scrolled away, too. */
  allText(): string {
    return this.screen.allText();
  }

  override firstUpdated(): void {
    this.screen = new Screen(this.preferences, {
      tell: (sentence) => this.say(sentence),
      open: (uri, named) => this.follow(uri, named),
      hover: (uri) => (this.target = uri === null ? null : linkTarget(uri)),
    });
    const terminal = this.screen.terminal;
    this.connection = new Connection(this.host, {
      state: (state) => this.changed(state),
      draw: (bytes, done, replayed) => this.screen.draw(bytes, done, replayed),
      prompt: (prompt) => {
        this.prompt = prompt;
        this.tellState();
      },
      promptDone: (id) => {
        if (this.prompt?.id === id) {
          this.prompt = null;
          this.tellState();
        }
      },
      notice: (kind, message, seconds) => this.tell(kind, message, seconds),
      latency: (gateway, host) => (this.latency = { gateway, host }),
      trace: (id) => (this.trace = id),
      size: () => ({ columns: terminal.cols, rows: terminal.rows }),
      grace: () => this.graceSeconds,
    });
    this.screen.show(this.parent);
    const encoder = new TextEncoder();
    terminal.onData((text) => this.typed(encoder.encode(this.keyBar.takeControl() ? controlOf(text) : text), text));
    terminal.onBinary((text) => this.typed(Uint8Array.from(text, (c) => c.charCodeAt(0) & 255), text));
    terminal.onResize(() => this.connection.resized());
    terminal.onTitleChange((title) => this.dispatchEvent(new CustomEvent("title", { detail: hostText(title).trim() })));
    terminal.attachCustomKeyEventHandler((event) => this.key(event));
    this.parent.addEventListener("paste", (event) => this.pasted(event), { capture: true });
    this.sizes = new ResizeObserver(() => this.fit());
    this.sizes.observe(this.parent);
    this.fit();
    this.begin();
  }

  private begin(): void {
    const kept = this.snapshot;
    if (kept?.screen) {
      this.screen.terminal.resize(kept.columns, kept.rows);
      this.screen.terminal.write(kept.screen, () => {
        this.connection.attach(kept);
        this.fit();
      });
    } else if (kept) {
      // Its screen was too large to keep: the server has the newest of it.
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
    clearTimeout(this.forgetting);
    this.sizes?.disconnect();
    this.connection.dispose();
    this.screen.terminal.dispose();
  }

  override updated(changed: Map<string, unknown>): void {
    if (changed.has("preferences") && this.screen) {
      this.screen.prefer(this.preferences);
      this.fit();
    }
  }

  focusScreen(): void {
    if (!this.hidden) {
      this.screen?.terminal.focus();
    }
  }

  /** The server's name for it, or null while it is being opened. */
  get terminalId(): string | null {
    return this.connection?.terminalId ?? null;
  }

  /** Ends the terminal, not just this view of it. */
  end(): void {
    this.connection.say({ type: "end" });
  }

  /** What brings this terminal back after a reload, with so many lines above its screen (-1: without the screen). */
  keep(lines: number): Snapshot | null {
    const place = this.connection.place();
    const { cols, rows } = this.screen.terminal;
    const screen = lines < 0 ? "" : this.screen.snapshot(lines);
    return place && { ...place, host: this.host, screen, columns: cols, rows, active: !this.hidden };
  }

  search(): void {
    this.searching = true;
    this.searchBar?.focus();
  }

  private fit(): void {
    if (this.parent.clientWidth > 0) {
      this.screen.fit();
    }
  }

  private changed(state: State): void {
    this.connectionState = state;
    if (state.kind !== "connecting") {
      this.prompt = null;
    }
    if (state.kind !== "connected") {
      this.stalled = false;
    }
    if (state.kind === "ended" || state.kind === "failed") {
      this.notes = withoutNote(withoutNote(this.notes, "idle"), "maximum");
    }
    this.tellState();
  }

  /** What the tab shows: a question may come while another one is in front. */
  private tellState(): void {
    this.dispatchEvent(new CustomEvent("state", { detail: this.prompt ? "asking" : this.connectionState.kind }));
  }

  private tell(kind: string, message: string, seconds?: number): void {
    if (kind === "input-stalled" || kind === "input-resumed") {
      this.stalled = kind === "input-stalled";
    } else {
      this.notes = withNote(this.notes, noteOf(kind, message, seconds, Date.now()));
    }
  }

  private say(sentence: string): void {
    this.notice = sentence;
    clearTimeout(this.forgetting);
    this.forgetting = setTimeout(() => (this.notice = ""), NOTICE_MS);
  }

  private typed(bytes: Uint8Array, text: string): void {
    if (!this.screen.replies.passes(text)) {
      return;
    }
    this.notes = withoutNote(this.notes, "idle");
    this.connection.input.type(bytes);
  }

  private key(event: KeyboardEvent): boolean {
    const action = actionOf(event);
    if (action === "search") {
      this.search();
    } else if (action === "copy") {
      this.copy();
    }
    // The others are the page's; whatever they are, they are not for the shell.
    if (action !== null) {
      event.preventDefault();
    }
    return action === null;
  }

  private copy(): void {
    const selected = this.screen.terminal.getSelection();
    const refused = new Error("This page may not use the clipboard.");
    if (selected !== "") {
      (navigator.clipboard?.writeText(selected) ?? Promise.reject(refused)).then(
        () => this.say(`Copied ${selected.length} characters.`),
        () => this.say("This browser did not let the page copy."),
      );
    }
  }

  private pasted(event: ClipboardEvent): void {
    event.preventDefault();
    event.stopPropagation();
    const text = pasteText(event.clipboardData?.getData("text/plain") ?? "", this.preferences.pasteControls);
    const asked = this.screen.terminal.modes.bracketedPasteMode;
    if (severalLines(text) && !asked && this.preferences.showMultilinePaste) {
      this.pasteDialog.ask(text);
    } else {
      this.screen.terminal.paste(text);
    }
  }

  private paste({ text, remember }: { text: string; remember: boolean }): void {
    if (remember) {
      this.dispatchEvent(new CustomEvent("prefer", { detail: { showMultilinePaste: false } }));
    }
    this.screen.terminal.paste(text);
    this.focusScreen();
  }

  private follow(uri: string, named: boolean): void {
    const target = safeLink(uri);
    if (target === null) {
      this.say("That link is not of a kind that is opened from a terminal.");
    } else if (named) {
      this.linkDialog.ask(target);
    } else {
      window.open(target, "_blank", "noopener,noreferrer");
    }
  }

  /** A key of the key bar, as the program wants its keys. */
  private press(keys: string): void {
    const application = this.screen.terminal.modes.applicationCursorKeysMode;
    this.screen.terminal.input(application && /^\u001b\[[A-D]$/.test(keys) ? keys.replace("[", "O") : keys);
    this.focusScreen();
  }

  override render(): unknown {
    return html`${this.searching
        ? html`<search-bar
            .search=${this.screen.search}
            @done=${() => {
              this.searching = false;
              this.focusScreen();
            }}
          ></search-bar>`
        : nothing}
      <div class="view">
        <div class="screen"></div>
        ${this.target === null ? nothing : html`<div class="target mono" id="target">${this.target}</div>`}
      </div>
      ${this.outcome()}
      <terminal-notes
        .notes=${this.notes}
        @put-away=${(event: CustomEvent<string>) => (this.notes = withoutNote(this.notes, event.detail))}
      ></terminal-notes>
      <key-bar @key=${(event: CustomEvent<string>) => this.press(event.detail)}></key-bar>
      <terminal-status
        .host=${this.host}
        .connection=${this.connectionState}
        .stalled=${this.stalled}
        .waiting=${() => this.connection.input.waiting}
        .graceSeconds=${this.graceSeconds}
        .latency=${this.latency}
        .trace=${this.trace}
        .traceLink=${this.traceLink}
        .notice=${this.notice}
        @again=${this.again}
      ></terminal-status>
      <prompt-dialog
        .prompt=${this.hidden ? null : this.prompt}
        @answer=${(event: CustomEvent<{ id: number; values: string[] | null }>) => {
          this.prompt = null;
          this.tellState();
          this.connection.say({ type: "answer", ...event.detail });
          this.focusScreen();
        }}
      ></prompt-dialog>
      <paste-dialog
        @paste=${(event: CustomEvent<{ text: string; remember: boolean }>) => this.paste(event.detail)}
        @cancel=${() => this.focusScreen()}
      ></paste-dialog>
      <link-dialog
        @follow=${(event: CustomEvent<string>) => window.open(event.detail, "_blank", "noopener,noreferrer")}
        @done=${() => this.focusScreen()}
      ></link-dialog>`;
  }

  /** Why there is no connection, in full, and what can be done. */
  private outcome(): unknown {
    const state = this.connectionState;
    if (state.kind !== "failed") {
      return nothing;
    }
    const back = state.code === 4409 ? "Take it back" : "Come back to it";
    return html`<div class="outcome">
      <p class="text" role="alert">${hostLines(state.message)}</p>
      ${state.code === 4401 ? html`<a href="/">Sign in</a>` : nothing}
      ${state.lives
        ? html`<button class="primary" @click=${() => void this.connection.takeBack()}>${back}</button>`
        : html`<button class="primary" @click=${this.again}>Open a new terminal</button>`}
    </div>`;
  }

  private again(): void {
    this.dispatchEvent(new CustomEvent("again"));
  }
}
