import { LitElement, css, html } from "lit";
import { customElement, query, state } from "lit/decorators.js";
import { controls } from "./styles";

/** A field into which the browser itself pastes, where the page may not read the clipboard: `paste-text` or `cancel`. */
@customElement("paste-here-dialog")
export class PasteHereDialog extends LitElement {
  static override styles = [
    controls,
    css`
      textarea {
        font-size: 1rem;
        color: var(--ink);
        background: var(--ground);
        border: 1px solid var(--edge);
        border-radius: var(--radius);
        padding: 0.5rem;
        resize: vertical;
      }
    `,
  ];

  @state() private why = "";
  @query("dialog") private dialog!: HTMLDialogElement;
  @query("textarea") private field!: HTMLTextAreaElement;

  /** @param why a sentence that says why the field is needed */
  ask(why: string): void {
    this.why = why;
    this.field.value = "";
    this.dialog.showModal();
    this.field.focus();
  }

  override render(): unknown {
    return html`<dialog aria-labelledby="title" @cancel=${this.cancelled}>
      <form @submit=${this.submitted}>
        <h2 id="title">Paste into this field</h2>
        <p class="text">${this.why} Press and hold in the field, then choose Paste.</p>
        <label>Text to paste <textarea class="mono" rows="3" autocomplete="off" autocapitalize="off" spellcheck="false" @paste=${this.pasted}></textarea></label>
        <div class="actions">
          <button type="button" @click=${this.cancelled}>Cancel</button>
          <button class="primary">Paste</button>
        </div>
      </form>
    </dialog>`;
  }

  /** Pasted as text: nothing else is to be done with it here. */
  private pasted(event: ClipboardEvent): void {
    event.preventDefault();
    this.close("paste-text", event.clipboardData?.getData("text/plain") ?? "");
  }

  /** Some keyboards type what they keep, and do not paste it. */
  private submitted(event: Event): void {
    event.preventDefault();
    this.close("paste-text", this.field.value);
  }

  private cancelled(event: Event): void {
    event.preventDefault();
    this.close("cancel", "");
  }

  private close(name: string, text: string): void {
    this.field.value = "";
    this.dialog.close();
    this.dispatchEvent(new CustomEvent(name, { detail: text }));
  }
}
