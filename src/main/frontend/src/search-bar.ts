import type { Terminal } from "@xterm/xterm";
import { LitElement, css, html } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { icon } from "./icons";
import { searchFault, searchOutcome } from "./search";
import { controls } from "./styles";
import { TerminalSearch } from "./terminal-search";

/** Searches in a terminal's lines, those that were scrolled away too. */
@customElement("search-bar")
export class SearchBar extends LitElement {
  static override styles = [
    controls,
    css`
      form {
        display: flex;
        align-items: center;
        gap: 0.4rem;
        padding: 0.35rem 0.6rem;
        border-bottom: 1px solid var(--line);
      }
      input {
        flex: 1;
        min-width: 0;
      }
      #said {
        white-space: nowrap;
      }
      @media (max-width: 640px) {
        form {
          flex-wrap: wrap;
        }
        #said.long {
          order: 1;
          flex-basis: 100%;
          white-space: normal;
        }
      }
      @media (max-width: 480px) {
        input {
          flex-basis: 100%;
        }
        #said {
          flex: 1;
        }
      }
      button[aria-pressed="true"] {
        background: var(--accent);
        color: var(--on-accent);
      }
    `,
  ];

  @property({ attribute: false }) terminal!: Terminal;
  /** The initial search text. */
  @property() query = "";
  @state() private said = "";
  @state() private caseSensitive = false;
  @state() private regex = false;
  @query("input") private input!: HTMLInputElement;
  private search!: TerminalSearch;

  override firstUpdated(): void {
    this.search = new TerminalSearch(this.terminal, (outcome) => (this.said = searchOutcome(outcome)));
    this.input.value = this.query;
    this.focus();
    if (this.query !== "") {
      this.begin();
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.search.dispose();
  }

  override focus(): void {
    this.input?.focus();
    this.input?.select();
  }

  override render(): unknown {
    return html`<form role="search" @submit=${this.submitted} @keydown=${this.key}>
      <input type="search" aria-label="Search in the terminal" autocomplete="off" spellcheck="false" @input=${this.begin} />
      <span class="soft ${this.said.length > 16 ? "long" : ""}" id="said" role="status">${this.said}</span>
      <button class="plain" type="button" id="case" aria-label="Match case" title="Match case" aria-pressed=${this.caseSensitive} @click=${this.switchCase}>Aa</button>
      <button class="plain" type="button" id="regex" aria-label="Regular expression" title="Regular expression" aria-pressed=${this.regex} @click=${this.switchRegex}>.*</button>
      <button class="plain" aria-label="Up" title="Up (Enter)">↑</button>
      <button class="plain" type="button" aria-label="Down" title="Down (Shift+Enter)" @click=${() => this.search.step(false)}>↓</button>
      <button class="plain" type="button" aria-label="Close" title="Close (Escape)" @click=${this.close}>${icon("close")}</button>
    </form>`;
  }

  private submitted(event: Event): void {
    event.preventDefault();
    this.search.step(true);
  }

  private key(event: KeyboardEvent): void {
    if (event.key === "Escape") {
      event.preventDefault();
      this.close();
    } else if (event.target === this.input && ((event.key === "Enter" && event.shiftKey) || event.key === "ArrowDown")) {
      event.preventDefault();
      this.search.step(false);
    } else if (event.target === this.input && event.key === "ArrowUp") {
      event.preventDefault();
      this.search.step(true);
    }
  }

  private switchCase(): void {
    this.caseSensitive = !this.caseSensitive;
    this.begin();
  }

  private switchRegex(): void {
    this.regex = !this.regex;
    this.begin();
  }

  /** Starts a new search, from the newest line on. */
  private begin(): void {
    const text = this.input.value;
    this.terminal.clearSelection();
    this.said = searchFault(text, this.regex);
    if (text === "" || this.said !== "") {
      this.search.clear();
    } else {
      this.search.start(text, this.regex, this.caseSensitive);
    }
  }

  private close(): void {
    this.dispatchEvent(new CustomEvent<string>("done", { detail: this.input.value }));
  }
}
