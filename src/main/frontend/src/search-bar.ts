import type { SearchAddon } from "@xterm/addon-search";
import { LitElement, css, html } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { icon } from "./icons";
import { controls } from "./styles";

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
    `,
  ];

  @property({ attribute: false }) search!: SearchAddon;
  @state() private missed = "";
  @query("input") private input!: HTMLInputElement;

  override firstUpdated(): void {
    this.input.focus();
  }

  override focus(): void {
    this.input?.focus();
    this.input?.select();
  }

  override render(): unknown {
    return html`<form role="search" @submit=${this.submitted} @keydown=${this.key}>
      <input type="search" aria-label="Search in the terminal" autocomplete="off" spellcheck="false" />
      <span class="warn" role="status">${this.missed}</span>
      <button class="plain" aria-label="Up" title="Up (Enter)">↑</button>
      <button type="button" class="plain" aria-label="Down" title="Down" @click=${() => this.find(false)}>↓</button>
      <button type="button" class="plain" aria-label="Close" title="Close (Escape)" @click=${this.close}>${icon("close")}</button>
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
    }
  }

  private find(up: boolean): void {
    const text = this.input.value;
    const found = text === "" || (up ? this.search.findPrevious(text) : this.search.findNext(text));
    this.missed = found ? "" : "Not found";
  }

  private close(): void {
    this.search.clearDecorations();
    this.dispatchEvent(new CustomEvent("done"));
  }
}
