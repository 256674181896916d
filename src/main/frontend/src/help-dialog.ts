import { LitElement, css, html } from "lit";
import { customElement, query } from "lit/decorators.js";
import { SHORTCUTS } from "./shortcuts";
import { controls } from "./styles";

/** The keys that the page keeps for itself. */
@customElement("help-dialog")
export class HelpDialog extends LitElement {
  static override styles = [
    controls,
    css`
      dl {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 0.35rem 1rem;
        margin: 0.8rem 0;
      }
      dd {
        margin: 0;
      }
      kbd {
        font-family: var(--mono);
        font-size: 0.85em;
        white-space: nowrap;
        background: var(--hover);
        border-radius: 4px;
        padding: 0.1rem 0.35rem;
      }
      @media (max-width: 480px) {
        dl {
          grid-template-columns: 1fr;
        }
        dd {
          margin-bottom: 0.4rem;
        }
      }
    `,
  ];

  @query("dialog") private dialog!: HTMLDialogElement;

  open(): void {
    this.dialog.showModal();
  }

  override render(): unknown {
    return html`<dialog aria-labelledby="title" @close=${() => this.dispatchEvent(new CustomEvent("done"))}>
      <h2 id="title">Keyboard shortcuts</h2>
      <p>All other keys go to the shell, Tab and Escape included.</p>
      <dl>
        ${SHORTCUTS.map((one) => html`<dt><kbd>${one.keys}</kbd></dt><dd>${one.meaning}</dd>`)}
      </dl>
      <p class="soft">In the row of tabs, the arrow keys, Home and End choose a tab, Enter opens it and Delete closes it. Ctrl+Z there brings back a terminal that is about to end. In the list of hosts, type to search; the arrow keys choose a host and Enter opens it.</p>
      <form method="dialog" class="actions"><button class="primary">Done</button></form>
    </dialog>`;
  }
}
