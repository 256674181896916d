import { LitElement, css, html } from "lit";
import { customElement, query, state } from "lit/decorators.js";
import { controls } from "./styles";

/** Maximum number of characters of the paste that are shown. */
const SHOWN = 20_000;

/** Shows a paste of several lines before it goes to a program that did not ask for pastes. */
@customElement("paste-dialog")
export class PasteDialog extends LitElement {
  static override styles = [
    controls,
    css`
      pre {
        max-height: 40vh;
        overflow: auto;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface);
        padding: 0.5rem;
      }
      .choice {
        margin-top: 0.75rem;
      }
    `,
  ];

  @state() private text = "";
  @query("dialog") private dialog!: HTMLDialogElement;
  @query("#remember") private remember!: HTMLInputElement;
  @query("button.primary") private primary!: HTMLButtonElement;

  /** Asks; `paste` or `cancel` tells the answer. */
  ask(text: string): void {
    this.text = text;
    this.remember.checked = false;
    void this.updateComplete.then(() => {
      this.dialog.showModal();
      this.primary.focus();
    });
  }

  override render(): unknown {
    const lines = this.text.trimEnd().split("\n").length;
    const more = this.text.length - SHOWN;
    return html`<dialog aria-labelledby="title" @cancel=${this.cancelled}>
      <h2 id="title">Paste ${lines} lines?</h2>
      <p>The program may run each line as soon as it is pasted.</p>
      <pre class="text mono" tabindex="0" aria-label="Text to paste">${this.text.slice(0, SHOWN)}${more > 0 ? `\n… and ${more} more characters` : ""}</pre>
      <label class="choice"><input type="checkbox" id="remember" /> Do not ask again</label>
      <div class="actions">
        <button @click=${this.cancelled}>Cancel</button>
        <button class="primary" @click=${this.pasted}>Paste</button>
      </div>
    </dialog>`;
  }

  private cancelled(event: Event): void {
    event.preventDefault();
    this.close("cancel", null);
  }

  private pasted(): void {
    this.close("paste", { text: this.text, remember: this.remember.checked });
  }

  private close(name: string, detail: { text: string; remember: boolean } | null): void {
    this.text = "";
    this.dialog.close();
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
