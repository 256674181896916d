import { LitElement, html } from "lit";
import { customElement, query, state } from "lit/decorators.js";
import { controls } from "./styles";

/** Shows where a link really leads before it is followed: its text in the terminal may say something else. */
@customElement("link-dialog")
export class LinkDialog extends LitElement {
  static override styles = controls;

  @state() private target = "";
  @query("dialog") private dialog!: HTMLDialogElement;

  /** Asks; `follow` comes with the target when the person wants to go there, `done` in any case. */
  ask(target: string): void {
    this.target = target;
    void this.updateComplete.then(() => this.dialog.showModal());
  }

  override render(): unknown {
    return html`<dialog aria-labelledby="title" @close=${() => this.dispatchEvent(new CustomEvent("done"))}>
      <h2 id="title">Open this link?</h2>
      <p class="text mono">${this.target}</p>
      <div class="actions">
        <button @click=${() => this.dialog.close()}>Cancel</button>
        <button class="primary" @click=${this.followed}>Open</button>
      </div>
    </dialog>`;
  }

  private followed(): void {
    this.dispatchEvent(new CustomEvent("follow", { detail: this.target }));
    this.dialog.close();
  }
}
