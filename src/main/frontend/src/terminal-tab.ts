import { LitElement, css, html, nothing, unsafeCSS } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import xtermStyles from "@xterm/xterm/css/xterm.css?inline";
import { Connection, type Place, type State } from "./connection";
import type { PromptMessage } from "./protocol";
import type { Preferences } from "./preferences";
import { savePreferences } from "./preferences";
import { Screen } from "./screen";
import { controls } from "./styles";
import { hostText, pasteText, safeLink } from "./text";
import { statusText } from "./status";
import "./prompt-dialog";
import "./key-bar";

/** What a page keeps of a terminal over a reload. */
export interface Snapshot extends Place {
  host: string;
  screen: string;
  columns: number;
  rows: number;
}

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
      .screen {
        flex: 1;
        min-height: 0;
        overflow: hidden;
      }
      .screen .xterm {
        height: 100%;
        padding: 4px 0 0 6px;
      }
      .status {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.2rem 0.9rem;
        padding: 0.25rem 0.7rem;
        min-height: 2rem;
        border-top: 1px solid var(--edge);
        font-size: 0.87rem;
      }
      .status .bad {
        color: var(--bad);
      }
      .status .warn {
        color: var(--warn);
      }
      .soft {
        color: var(--soft);
      }
      .grow {
        flex: 1;
      }
      .search {
        display: flex;
        gap: 0.4rem;
        padding: 0.35rem 0.6rem;
        border-bottom: 1px solid var(--edge);
      }
      .paste {
        max-height: 40vh;
        overflow: auto;
        border: 1px solid var(--edge);
        padding: 0.5rem;
      }
    `,
  ];

  @property() host = "";
  @property({ attribute: false }) place: Place | null = null;
  @property({ attribute: false }) snapshot: Snapshot | null = null;
  @property({ attribute: false }) preferences!: Preferences;
  @state() private connectionState: State = { kind: "connecting", phase: "gateway" };
  @state() private prompt: PromptMessage | null = null;
  @state() private latency: { gateway: number; host: number | null } | null = null;
  @state() private stalled = false;
  @state() private notice = "";
  @state() private searching = false;
  @state() private pasting: string | null = null;
  @state() private link: string | null = null;
  @query(".screen") private parent!: HTMLElement;
  @query("#paste") private pasteDialog!: HTMLDialogElement;
  @query("#link") private linkDialog!: HTMLDialogElement;

  connection!: Connection;
  private screen!: Screen;
  private sizes: ResizeObserver | undefined;

  get terminal(): Screen["terminal"] {
    return this.screen.terminal;
  }

  /** The lines that can be seen: what a canvas does not tell. */
  screenText(): string {
    return this.screen.text();
  }

  override firstUpdated(): void {
    this.screen = new Screen(this.preferences, (text) => (this.notice = text), (uri) => this.follow(uri));
    const terminal = this.screen.terminal;
    this.connection = new Connection(this.host, {
      state: (state) => this.changed(state),
      draw: (bytes, done) => terminal.write(bytes, done),
      prompt: (prompt) => (this.prompt = prompt),
      promptDone: (id) => {
        if (this.prompt?.id === id) {
          this.prompt = null;
        }
      },
      notice: (kind, message) => this.tell(kind, message),
      latency: (gateway, host) => (this.latency = { gateway, host }),
      size: () => ({ columns: terminal.cols, rows: terminal.rows }),
    });
    this.screen.show(this.parent);
    const encoder = new TextEncoder();
    terminal.onData((text) => this.connection.input.type(encoder.encode(text)));
    terminal.onBinary((text) => this.connection.input.type(Uint8Array.from(text, (c) => c.charCodeAt(0) & 255)));
    terminal.onResize(({ cols, rows }) => this.connection.say({ type: "resize", columns: cols, rows }));
    terminal.onTitleChange((title) => this.dispatchEvent(new CustomEvent("title", { detail: hostText(title) })));
    terminal.attachCustomKeyEventHandler((event) => this.key(event));
    this.parent.addEventListener("paste", (event) => this.pasted(event), { capture: true });
    this.sizes = new ResizeObserver(() => this.fit());
    this.sizes.observe(this.parent);
    this.fit();
    this.begin();
  }

  private begin(): void {
    const kept = this.snapshot;
    if (kept) {
      this.screen.terminal.resize(kept.columns, kept.rows);
      this.screen.terminal.write(kept.screen, () => {
        this.connection.attach(kept);
        this.fit();
      });
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
    this.screen?.terminal.focus();
  }

  /** Ends the terminal, not just this view of it. */
  end(): void {
    this.connection.say({ type: "end" });
  }

  keep(): Snapshot | null {
    const place = this.connection.place();
    const { cols, rows } = this.screen.terminal;
    return place && { ...place, host: this.host, screen: this.screen.snapshot(), columns: cols, rows };
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
    this.dispatchEvent(new CustomEvent("state", { detail: state.kind }));
  }

  private tell(kind: string, message: string): void {
    if (kind === "input-stalled" || kind === "input-resumed") {
      this.stalled = kind === "input-stalled";
    } else {
      this.notice = message;
    }
  }

  private key(event: KeyboardEvent): boolean {
    if (event.type === "keydown" && event.ctrlKey && event.shiftKey && event.code === "KeyF") {
      event.preventDefault();
      this.searching = true;
      void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(".search input")?.focus());
      return false;
    }
    if (event.type === "keydown" && event.ctrlKey && event.shiftKey && event.code === "KeyC") {
      event.preventDefault();
      void navigator.clipboard?.writeText(this.screen.terminal.getSelection());
      return false;
    }
    return true;
  }

  private pasted(event: ClipboardEvent): void {
    event.preventDefault();
    event.stopPropagation();
    const text = pasteText(event.clipboardData?.getData("text/plain") ?? "");
    const lines = text.trimEnd().includes("\n");
    if (lines && !this.screen.terminal.modes.bracketedPasteMode && this.preferences.showMultilinePaste) {
      this.pasting = text;
      void this.updateComplete.then(() => this.pasteDialog.showModal());
    } else {
      this.screen.terminal.paste(text);
    }
  }

  private paste(send: boolean): void {
    if (send && this.pasting !== null) {
      if (this.renderRoot.querySelector<HTMLInputElement>("#remember")?.checked) {
        this.preferences = { ...this.preferences, showMultilinePaste: false };
        savePreferences(this.preferences);
      }
      this.screen.terminal.paste(this.pasting);
    }
    this.pasting = null;
    this.pasteDialog.close();
    this.focusScreen();
  }

  private follow(uri: string): void {
    this.link = safeLink(uri);
    if (this.link === null) {
      this.notice = "That link is not of a kind that is opened from a terminal.";
    } else {
      void this.updateComplete.then(() => this.linkDialog.showModal());
    }
  }

  private followed(open: boolean): void {
    if (open && this.link) {
      window.open(this.link, "_blank", "noopener,noreferrer");
    }
    this.linkDialog.close();
    this.focusScreen();
  }

  override render(): unknown {
    return html`${this.searching ? this.searchBar() : nothing}
      <div class="screen"></div>
      <key-bar @key=${(event: CustomEvent<string>) => this.screen.terminal.input(event.detail)}></key-bar>
      ${this.statusLine()}
      <prompt-dialog
        .prompt=${this.prompt}
        @answer=${(event: CustomEvent<{ id: number; values: string[] | null }>) => {
          this.prompt = null;
          this.connection.say({ type: "answer", ...event.detail });
          this.focusScreen();
        }}
      ></prompt-dialog>
      <dialog id="paste" aria-labelledby="paste-title">
        <h2 id="paste-title">Paste several lines?</h2>
        <p>The program may run each line at once.</p>
        <pre class="paste text mono" tabindex="0">${this.pasting}</pre>
        <label><span><input type="checkbox" id="remember" /> Do not ask again</span></label>
        <div class="actions">
          <button @click=${() => this.paste(false)}>Cancel</button>
          <button class="primary" @click=${() => this.paste(true)}>Paste</button>
        </div>
      </dialog>
      <dialog id="link" aria-labelledby="link-title">
        <h2 id="link-title">Open this link?</h2>
        <p class="text mono">${this.link}</p>
        <div class="actions">
          <button @click=${() => this.followed(false)}>Cancel</button>
          <button class="primary" @click=${() => this.followed(true)}>Open</button>
        </div>
      </dialog>`;
  }

  private statusLine(): unknown {
    const status = statusText(this.host, this.connectionState, this.stalled);
    const failed = this.connectionState.kind === "failed" ? this.connectionState.code : 0;
    return html`<div class="status">
      <span id="state" class=${status.tone} role="status">${status.text}</span>
      ${this.latency && this.connectionState.kind === "connected"
        ? html`<span class="soft"
            >gateway ${this.latency.gateway.toFixed(0)} ms${this.latency.host === null
              ? nothing
              : ` · host ${this.latency.host.toFixed(1)} ms`}</span
          >`
        : nothing}
      <span class="grow soft" role="status">${this.notice}</span>
      ${failed === 4409 ? html`<button @click=${() => void this.connection.takeBack()}>Take it back</button>` : nothing}
      ${failed === 4401 ? html`<a href="/">Sign in</a>` : nothing}
      ${this.connectionState.kind === "ended" || (failed !== 0 && failed !== 4409)
        ? html`<button @click=${() => this.dispatchEvent(new CustomEvent("again"))}>Open a new terminal</button>`
        : nothing}
    </div>`;
  }

  private searchBar(): unknown {
    const find = (event: Event, back: boolean): void => {
      const text = this.renderRoot.querySelector<HTMLInputElement>(".search input")?.value ?? "";
      event.preventDefault();
      if (back) {
        this.screen.search.findPrevious(text);
      } else {
        this.screen.search.findNext(text);
      }
    };
    return html`<form class="search" role="search" @submit=${(event: Event) => find(event, true)}>
      <input type="search" class="grow" aria-label="Search in the terminal" />
      <button>Up</button>
      <button type="button" @click=${(event: Event) => find(event, false)}>Down</button>
      <button
        type="button"
        @click=${() => {
          this.searching = false;
          this.focusScreen();
        }}
      >
        Close
      </button>
    </form>`;
  }
}
