import { LitElement, css, html } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { icon } from "./icons";
import { controls } from "./styles";

/** A host key's fingerprint, to compare with what the host's owner says. */
@customElement("fingerprint-line")
export class FingerprintLine extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: flex;
        align-items: center;
        gap: 0.5rem;
        padding: 0.35rem 0.35rem 0.35rem 0.6rem;
        border-radius: var(--radius);
        background: var(--hover);
      }
      code {
        flex: 1;
        overflow-wrap: anywhere;
        user-select: all;
      }
    `,
  ];

  @property() value = "";
  @state() private told = "";

  override render(): unknown {
    return html`<code class="mono">${this.value}</code>
      <span class="soft" role="status">${this.told}</span>
      <button type="button" class="plain" aria-label="Copy the fingerprint" title="Copy" @click=${this.copy}>
        ${icon(this.told === "Copied" ? "done" : "copy")}
      </button>`;
  }

  private copy(): void {
    // Pages that did not come by HTTPS have no clipboard.
    (navigator.clipboard?.writeText(this.value) ?? Promise.reject(new Error("no clipboard"))).then(
      () => (this.told = "Copied"),
      () => (this.told = "Not allowed by the browser: select it and press Ctrl+C"),
    );
  }
}
