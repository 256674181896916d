import { LitElement, css, html, nothing } from "lit";
import { customElement, query, state } from "lit/decorators.js";
import { controls } from "./styles";
import { hostText } from "./text";

/** Shows a host's text file. */
@customElement("text-dialog")
export class TextDialog extends LitElement {
  static override styles = [
    controls,
    css`
      dialog {
        width: min(60rem, calc(100vw - 2rem));
        max-width: none;
      }
      h2 {
        overflow-wrap: anywhere;
      }
      pre {
        max-height: 60vh;
        overflow: auto;
        margin: 0;
        padding: 0.6rem;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        tab-size: 4;
      }
    `,
  ];

  @state() private name = "";
  @state() private lines: string[] = [];
  @state() private whole = true;
  @query("dialog") private dialog!: HTMLDialogElement;
  @query("pre") private pre!: HTMLElement;

  /** Shows it; `whole` is false where this is only its beginning. */
  async show(name: string, text: string, whole: boolean): Promise<void> {
    this.name = name;
    this.lines = text.split(/\r\n|\r|\n/).map((line) => line.split("\t").map((part) => hostText(part, 10_000)).join("\t"));
    this.whole = whole;
    await this.updateComplete;
    this.dialog.showModal();
    this.pre.scrollTop = 0;
    this.pre.focus();
  }

  override render(): unknown {
    return html`<dialog aria-labelledby="title">
      <h2 id="title">${this.name}</h2>
      <pre class="mono" tabindex="0" aria-labelledby="title">${this.lines.join("\n")}</pre>
      ${this.whole ? nothing : html`<p class="soft">This is the beginning of the file. Download it to see the rest.</p>`}
      <div class="actions"><button class="primary" @click=${() => this.dialog.close()}>Close</button></div>
    </dialog>`;
  }
}
