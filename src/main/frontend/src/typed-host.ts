import { LitElement, css, html } from "lit";
import { customElement, query } from "lit/decorators.js";
import { controls } from "./styles";

/** Opens a host that is in no list. */
@customElement("typed-host")
export class TypedHost extends LitElement {
  static override styles = [
    controls,
    css`
      form {
        display: flex;
        gap: 0.4rem;
        margin: 0;
      }
      input {
        flex: 1;
        min-width: 0;
        padding: 0.5rem 0.7rem;
      }
    `,
  ];

  @query("input") private input!: HTMLInputElement;

  override render(): unknown {
    return html`<form @submit=${this.submitted}>
      <input
        required
        pattern="[^\\s@].*@\\S+"
        title="account@host or account@host:port"
        placeholder="account@host:port"
        aria-label="Open a host that is not listed: account@host:port"
        autocapitalize="off"
        autocomplete="off"
        spellcheck="false"
      />
      <button>Open</button>
    </form>`;
  }

  private submitted(event: Event): void {
    event.preventDefault();
    this.dispatchEvent(new CustomEvent("open", { detail: this.input.value.trim() }));
    this.input.value = "";
  }
}
