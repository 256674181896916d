import { LitElement, html } from "lit";
import { customElement, query } from "lit/decorators.js";
import { controls } from "./styles";

/** Asks what a new folder is to be called; `name` tells it. */
@customElement("new-folder-dialog")
export class NewFolderDialog extends LitElement {
  static override styles = controls;

  @query("dialog") private dialog!: HTMLDialogElement;
  @query("input") private input!: HTMLInputElement;

  ask(): void {
    this.input.value = "";
    this.dialog.showModal();
    this.input.focus();
  }

  override render(): unknown {
    return html`<dialog aria-labelledby="title">
      <form @submit=${this.named}>
        <h2 id="title">New folder</h2>
        <label
          >Name
          <input required pattern="[^\\/]+" title="a name without /" autocomplete="off" autocapitalize="off" spellcheck="false" />
        </label>
        <div class="actions">
          <button type="button" @click=${() => this.dialog.close()}>Cancel</button>
          <button class="primary">Create</button>
        </div>
      </form>
    </dialog>`;
  }

  private named(event: Event): void {
    event.preventDefault();
    this.dialog.close();
    this.dispatchEvent(new CustomEvent<string>("name", { detail: this.input.value }));
  }
}
