import { LitElement, html, nothing } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import type { PromptMessage } from "./protocol";
import { hostLines, hostText } from "./text";
import { controls } from "./styles";

/** Asks the person what the host wants to know: outside the terminal, where no host can draw. */
@customElement("prompt-dialog")
export class PromptDialog extends LitElement {
  static override styles = controls;

  @property({ attribute: false }) prompt: PromptMessage | null = null;

  @query("dialog") private dialog!: HTMLDialogElement;

  override updated(): void {
    if (this.prompt && !this.dialog.open) {
      this.dialog.showModal();
      this.dialog.querySelector<HTMLElement>("input, button")?.focus();
    } else if (!this.prompt && this.dialog.open) {
      this.dialog.close();
    }
  }

  override render(): unknown {
    const prompt = this.prompt;
    const isKey = prompt?.kind === "host-key";
    return html`<dialog aria-labelledby="title" @cancel=${this.cancel}>
      ${prompt
        ? html`<form @submit=${this.submit}>
            <h2 id="title">${hostText(prompt.host)}: ${hostText(prompt.title)}</h2>
            ${prompt.instruction ? html`<p class="text mono">${hostLines(prompt.instruction)}</p>` : nothing}
            ${prompt.fields.map(
              (field) =>
                html`<label
                  >${hostText(field.label, 1024) || "Answer"}
                  <input type=${field.echo ? "text" : "password"} autocomplete="off" spellcheck="false" />
                </label>`,
            )}
            <div class="actions">
              <button type="button" @click=${this.cancel}>Cancel</button>
              <button class="primary" type="submit">${isKey ? "Trust and connect" : "Continue"}</button>
            </div>
          </form>`
        : html`<h2 id="title"></h2>`}
    </dialog>`;
  }

  private submit(event: Event): void {
    event.preventDefault();
    const inputs = [...this.renderRoot.querySelectorAll("input")];
    const values = this.prompt?.kind === "host-key" ? ["yes"] : inputs.map((input) => input.value);
    for (const input of inputs) {
      input.value = "";
    }
    this.answer(values);
  }

  private cancel(event: Event): void {
    event.preventDefault();
    this.answer(null);
  }

  private answer(values: string[] | null): void {
    const id = this.prompt?.id;
    this.prompt = null;
    this.dispatchEvent(new CustomEvent("answer", { detail: { id, values } }));
  }
}
