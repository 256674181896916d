import { LitElement, html } from "lit";
import { customElement, query, state } from "lit/decorators.js";
import { controls } from "./styles";
import { safeLink } from "./text";

/** Shows where a link really leads before it is followed: its text in the terminal may say something else. */
@customElement("link-dialog")
export class LinkDialog extends LitElement {
  static override styles = controls;

  @state() private target = "";
  @query("dialog") private dialog!: HTMLDialogElement;

  /**
   * Follows a link. If its text may differ from its target (`named`), asks first, and dispatches `done` afterwards.
   *
   * @returns false if a link of this kind is not followed from a terminal
   */
  follow(uri: string, named: boolean): boolean {
    const target = safeLink(uri);
    if (target !== null && named) {
      this.target = target;
      void this.updateComplete.then(() => this.dialog.showModal());
    } else if (target !== null) {
      open(target);
    }
    return target !== null;
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
    open(this.target);
    this.dialog.close();
  }
}

function open(target: string): void {
  window.open(target, "_blank", "noopener,noreferrer");
}
