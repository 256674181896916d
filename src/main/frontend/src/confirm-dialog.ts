import { LitElement, html } from "lit";
import { customElement, query, state } from "lit/decorators.js";
import { controls } from "./styles";

/** Asks before something that cannot be undone. */
@customElement("confirm-dialog")
export class ConfirmDialog extends LitElement {
  static override styles = controls;

  @state() private heading = "";
  @state() private text = "";
  @state() private yes = "";
  @state() private no = "Cancel";
  @query("dialog") private dialog!: HTMLDialogElement;
  private decide: (sure: boolean) => void = () => undefined;

  /** Asks; Escape is no. */
  async ask(heading: string, text: string, yes: string, no = "Cancel"): Promise<boolean> {
    this.decide(false);
    this.heading = heading;
    this.text = text;
    this.yes = yes;
    this.no = no;
    await this.updateComplete;
    this.dialog.showModal();
    return new Promise((decide) => (this.decide = decide));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.decide(false);
  }

  override render(): unknown {
    return html`<dialog aria-labelledby="title" @close=${() => this.decide(false)}>
      <h2 id="title">${this.heading}</h2>
      <p class="text">${this.text}</p>
      <div class="actions">
        <button autofocus @click=${() => this.dialog.close()}>${this.no}</button>
        <button class="primary" @click=${this.sure}>${this.yes}</button>
      </div>
    </dialog>`;
  }

  private sure(): void {
    this.decide(true);
    this.dialog.close();
  }
}
