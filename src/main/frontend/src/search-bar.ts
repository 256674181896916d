import type { SearchAddon } from "@xterm/addon-search";
import { LitElement, css, html } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { icon } from "./icons";
import { matchCount, searchFault } from "./search";
import { controls } from "./styles";

/** Marks of all matches, and of the one that is shown: on both themes. */
const MARKS = {
  matchBackground: "#7a5c00",
  matchOverviewRuler: "#b58900",
  activeMatchBackground: "#b34700",
  activeMatchColorOverviewRuler: "#ff6a00",
};

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
      button[aria-pressed="true"] {
        background: var(--accent);
        color: var(--on-accent);
      }
    `,
  ];

  @property({ attribute: false }) search!: SearchAddon;
  /** Takes the selection away: a new search begins at the end. */
  @property({ attribute: false }) deselect = (): void => undefined;
  @state() private said = "";
  @state() private caseSensitive = false;
  @state() private regex = false;
  @query("input") private input!: HTMLInputElement;
  private results: { dispose(): void } | undefined;

  override firstUpdated(): void {
    this.input.focus();
    this.results = this.search.onDidChangeResults(({ resultIndex, resultCount }) => {
      this.said = this.input.value === "" ? "" : matchCount(resultIndex, resultCount);
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.results?.dispose();
  }

  override focus(): void {
    this.input?.focus();
    this.input?.select();
  }

  override render(): unknown {
    return html`<form role="search" @submit=${this.submitted} @keydown=${this.key}>
      <input type="search" aria-label="Search in the terminal" autocomplete="off" spellcheck="false" @input=${this.begin} />
      <span class="soft" id="said" role="status">${this.said}</span>
      <button class="plain" type="button" id="case" aria-label="Match case" title="Match case" aria-pressed=${this.caseSensitive} @click=${this.switchCase}>Aa</button>
      <button class="plain" type="button" id="regex" aria-label="Regular expression" title="Regular expression" aria-pressed=${this.regex} @click=${this.switchRegex}>.*</button>
      <button class="plain" aria-label="Up" title="Up (Enter)">↑</button>
      <button class="plain" type="button" aria-label="Down" title="Down (Shift+Enter)" @click=${() => this.find(false)}>↓</button>
      <button class="plain" type="button" aria-label="Close" title="Close (Escape)" @click=${this.close}>${icon("close")}</button>
    </form>`;
  }

  private submitted(event: Event): void {
    event.preventDefault();
    this.find(true);
  }

  private key(event: KeyboardEvent): void {
    if (event.key === "Escape") {
      event.preventDefault();
      this.close();
    } else if (event.target === this.input && ((event.key === "Enter" && event.shiftKey) || event.key === "ArrowDown")) {
      event.preventDefault();
      this.find(false);
    } else if (event.target === this.input && event.key === "ArrowUp") {
      event.preventDefault();
      this.find(true);
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

  /** From the newest line on, as something else is searched for. */
  private begin(): void {
    this.deselect();
    // The add-on would keep the matches of the same text without the option.
    this.search.clearDecorations();
    this.find(true);
  }

  private find(up: boolean): void {
    const text = this.input.value;
    const { caseSensitive, regex } = this;
    this.said = searchFault(text, regex);
    if (text === "" || this.said !== "") {
      this.search.clearDecorations();
      return;
    }
    const options = { caseSensitive, regex, decorations: MARKS };
    const found = up ? this.search.findPrevious(text, options) : this.search.findNext(text, options);
    if (!found) {
      this.said = "Not found";
    }
  }

  private close(): void {
    this.search.clearDecorations();
    this.dispatchEvent(new CustomEvent("done"));
  }
}
