import { LitElement, html } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { controls } from "./styles";

/** Says that the login has ended; modal, so that nothing else can be done. */
@customElement("signed-out-dialog")
export class SignedOutDialog extends LitElement {
  static override styles = controls;

  @property({ type: Boolean }) shown = false;
  /** Whether the terminals have ended with the login. */
  @property({ type: Boolean }) ended = false;
  @query("dialog") private dialog!: HTMLDialogElement;

  override updated(): void {
    if (this.shown && !this.dialog.open) {
      this.dialog.showModal();
    } else if (!this.shown && this.dialog.open) {
      this.dialog.close();
    }
  }

  override render(): unknown {
    return html`<dialog aria-labelledby="title" @cancel=${(event: Event) => event.preventDefault()} @close=${this.updated}>
      <h2 id="title">You are signed out</h2>
      <p>You signed out in another window, or your sign-in has expired. Sign in again to go on. ${this.ended
        ? "Your terminals have ended."
        : "You can return to your running terminals after you sign in."}</p>
      <p>To keep this page with its files and uploads, sign in on a new tab and come back.</p>
      <div class="actions">
        <button @click=${() => open("./", "_blank", "noopener")}>Sign in on a new tab</button>
        <button class="primary" autofocus @click=${() => location.assign("./")}>Sign in</button>
      </div>
    </dialog>`;
  }
}
