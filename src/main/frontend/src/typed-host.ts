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
        margin: 0 0 0.6rem;
      }
      input {
        flex: 1;
        min-width: 0;
        padding: 0.55rem 0.7rem;
      }
    `,
  ];

  @query("input") private input!: HTMLInputElement;

  override render(): unknown {
    return html`<form @submit=${this.submitted}>
      <input
        required
        pattern="[^\\s@].*@\\S+"
        title="user@host or user@host:port"
        placeholder="Open user@host:port"
        aria-label="Open a host that is not listed: user@host:port"
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
