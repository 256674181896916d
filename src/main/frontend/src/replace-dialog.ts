import { LitElement, css, html, nothing } from "lit";
import { customElement, query, state } from "lit/decorators.js";
import { controls } from "./styles";
import { hostText } from "./text";

/** The answer about files whose names are taken: upload all, only new ones, or nothing. */
export type Replacing = "replace" | "skip" | "cancel";

/** Asks before uploaded files take the place of others. */
@customElement("replace-dialog")
export class ReplaceDialog extends LitElement {
  static override styles = [
    controls,
    css`
      .where {
        overflow-wrap: anywhere;
      }
      ul {
        max-height: 40vh;
        overflow: auto;
        margin: 0;
        padding: 0.5rem;
        border: 1px solid var(--line);
        list-style: none;
        overflow-wrap: anywhere;
      }
    `,
  ];

  @state() private names: readonly string[] = [];
  @state() private others = 0;
  @state() private directory = "";
  @query("dialog") private dialog!: HTMLDialogElement;
  private decide: (answer: Replacing) => void = () => undefined;

  /**
   * Asks; Escape cancels.
   *
   * @param names the names that are taken
   * @param others how many more files are to be uploaded
   * @param directory the directory that they are in, as text
   */
  async ask(names: readonly string[], others: number, directory: string): Promise<Replacing> {
    this.decide("cancel");
    this.names = names;
    this.others = others;
    this.directory = hostText(directory, 4096);
    await this.updateComplete;
    this.dialog.showModal();
    return new Promise((decide) => (this.decide = decide));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.decide("cancel");
  }

  override render(): unknown {
    const count = this.names.length;
    return html`<dialog aria-labelledby="title" @close=${() => this.decide("cancel")}>
      <h2 id="title">Replace ${count === 1 ? "this file" : `these ${count} files`}?</h2>
      <p class="where">
        ${count === 1 ? "A file with this name already exists in" : "Files with these names already exist in"}
        <span class="mono">${this.directory}</span>
      </p>
      <ul class="mono" tabindex="0" aria-label="Existing files">
        ${this.names.map((name) => html`<li>${hostText(name)}</li>`)}
      </ul>
      <div class="actions">
        <button autofocus @click=${() => this.answer("cancel")}>Cancel</button>
        ${this.others > 0 ? html`<button @click=${() => this.answer("skip")}>Upload only the new files</button>` : nothing}
        <button class="primary" @click=${() => this.answer("replace")}>Replace</button>
      </div>
    </dialog>`;
  }

  private answer(answer: Replacing): void {
    this.decide(answer);
    this.dialog.close();
  }
}
