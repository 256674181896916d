import { LitElement, html } from "lit";
import { customElement, query, state } from "lit/decorators.js";
import { controls } from "./styles";

/** Asks for the name of a file or folder. */
@customElement("name-dialog")
export class NameDialog extends LitElement {
  static override styles = controls;

  @state() private heading = "";
  @state() private button = "";
  @query("dialog") private dialog!: HTMLDialogElement;
  @query("input") private input!: HTMLInputElement;
  private decide: (name: string | null) => void = () => undefined;

  /**
   * Asks.
   *
   * @param button what the button that goes on says
   * @param name that is there to begin with
   * @return null when it was cancelled
   */
  async ask(heading: string, button: string, name = ""): Promise<string | null> {
    this.decide(null);
    this.heading = heading;
    this.button = button;
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
    return html`<dialog aria-labelledby="title" @close=${() => this.decide(null)}>
      <form @submit=${this.named}>
        <h2 id="title">${this.heading}</h2>
        <label
          >Name
          <input required pattern="[^\\/]+" title="a name without /" autocomplete="off" autocapitalize="off" spellcheck="false" />
        </label>
        <div class="actions">
          <button type="button" @click=${() => this.dialog.close()}>Cancel</button>
          <button class="primary">${this.button}</button>
        </div>
      </form>
    </dialog>`;
  }

  private named(event: Event): void {
    event.preventDefault();
    this.decide(this.input.value);
    this.dialog.close();
  }
}
