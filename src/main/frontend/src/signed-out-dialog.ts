import { LitElement, html, nothing } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { controls } from "./styles";

/** Says that the login has ended; modal, so that nothing else can be done. */
@customElement("signed-out-dialog")
export class SignedOutDialog extends LitElement {
  static override styles = controls;

  @property({ type: Boolean }) shown = false;
  /** Whether the terminals have ended with the login. */
  @property({ type: Boolean }) ended = false;
  /** Whether files are open, which only a sign-in on a new tab keeps. */
  @property({ type: Boolean }) keeps = false;
  @query("dialog") private dialog!: HTMLDialogElement;

  override updated(): void {
    if (this.shown && !this.dialog.open) {
      this.dialog.showModal();
    } else if (!this.shown && this.dialog.open) {
      this.dialog.close();
    }
  }

  override render(): unknown {
    const button = (primary: boolean, text: string, act: () => void): unknown =>
      html`<button class=${primary ? "primary" : ""} ?autofocus=${primary} @click=${act}>${text}</button>`;
    const here = button(!this.keeps, "Sign in", () => location.assign("./"));
    const newTab = button(this.keeps, "Sign in on a new tab", () => open("./", "_blank", "noopener"));
    return html`<dialog aria-labelledby="title" @cancel=${(event: Event) => event.preventDefault()} @close=${this.updated}>
      <h2 id="title">You are signed out</h2>
      <p>You signed out in another window, your sign-in has expired, or Fairlead was restarted. Sign in again to go on. ${this.ended
        ? "Your terminals have ended."
        : "You can return to terminals that are still running after you sign in."}</p>
      ${this.keeps ? html`<p>To keep this page with its files and uploads, sign in on a new tab and come back.</p>` : nothing}
      <div class="actions">${this.keeps ? [here, newTab] : [newTab, here]}</div>
    </dialog>`;
  }
}
