import { LitElement, html, nothing } from "lit";
import { customElement, query, state } from "lit/decorators.js";
import { controls } from "./styles";
import { hostText } from "./text";

/** Asks for the name of a file or folder. */
@customElement("name-dialog")
export class NameDialog extends LitElement {
  static override styles = controls;

  @state() private heading = "";
  @state() private button = "";
  @state() private why = "";
  @query("dialog") private dialog!: HTMLDialogElement;
  @query("input") private input!: HTMLInputElement;
  private decide: (name: string | null) => void = () => undefined;

  /**
   * Asks.
   *
   * @param button the label of the button that confirms
   * @param name the initial text
   * @param why the last answer was rejected; empty the first time
   * @return null when it was cancelled
   */
  async ask(heading: string, button: string, name: string, why: string): Promise<string | null> {
    this.decide(null);
    this.heading = heading;
    this.button = button;
    this.why = why;
    await this.updateComplete;
    this.input.value = name;
    this.dialog.showModal();
    this.input.focus();
    const dot = name.lastIndexOf(".");
    this.input.setSelectionRange(0, dot > 0 ? dot : name.length);
    return new Promise((decide) => (this.decide = decide));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.decide(null);
  }

  override render(): unknown {
    return html`<dialog aria-labelledby="title" @close=${this.closed}>
      <form @submit=${this.named}>
        <h2 id="title">${this.heading}</h2>
        <label
          >Name
          <input required pattern="[^\\/]+" title="a name without /" autocomplete="off" autocapitalize="off" spellcheck="false" />
        </label>
        ${this.why ? html`<p class="bad" role="alert">${hostText(this.why, 500)}</p>` : nothing}
        <div class="actions">
          <button type="button" @click=${() => this.dialog.close()}>Cancel</button>
          <button class="primary">${this.button}</button>
        </div>
      </form>
    </dialog>`;
  }

  /** The event comes some time after the dialog was closed, when it may be open again. */
  private closed(): void {
    if (!this.dialog.open) {
      this.decide(null);
    }
  }

  private named(event: Event): void {
    event.preventDefault();
    this.decide(this.input.value);
    this.dialog.close();
  }
}
