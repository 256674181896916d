import { LitElement, css, html, nothing } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { keyed } from "lit/directives/keyed.js";
import "./fingerprint-line";
import type { PromptMessage } from "./protocol";
import { hostLines, hostText } from "./text";
import { controls } from "./styles";

/** As the server writes them: SHA-256 in base64 without padding. */
const FINGERPRINT = /(SHA256:[A-Za-z0-9+/]{43})/;

/**
 * Asks the person the host's question, above the terminal, where no host can draw. It is modal only within its tab: the rest of
 * the page stays usable, and typed text is kept while another tab is active.
 */
@customElement("prompt-dialog")
export class PromptDialog extends LitElement {
  static override styles = [
    controls,
    css`
      .around {
        position: absolute;
        inset: 0;
        z-index: 30;
        display: flex;
        padding: 0.75rem;
        overflow: auto;
        background: rgb(0 0 0 / 45%);
      }
      dialog {
        position: static;
        width: min(38rem, 100%);
        max-width: 100%;
      }
    `,
  ];

  @property({ attribute: false }) prompt: PromptMessage | null = null;

  @query("dialog") private dialog!: HTMLDialogElement | null;
  private asked: PromptMessage | null = null;

  override updated(): void {
    if (this.prompt !== this.asked) {
      this.asked = this.prompt;
      this.takeFocus();
    }
  }

  /** Focuses the first field; false if there is no question or it is not visible. */
  takeFocus(): boolean {
    const place = this.dialog?.querySelector<HTMLElement>("input, .actions button");
    if (!place || place.getClientRects().length === 0) {
      return false;
    }
    place.focus();
    return true;
  }

  override render(): unknown {
    const { prompt } = this;
    return html`<div class="around" ?hidden=${prompt === null}>
      <dialog ?open=${prompt !== null} aria-labelledby="title" @keydown=${this.key}>
        ${prompt ? keyed(prompt.id, this.form(prompt)) : html`<h2 id="title"></h2>`}
      </dialog>
    </div>`;
  }

  private form(prompt: PromptMessage): unknown {
    return html`<form @submit=${this.submit}>
      <h2 id="title">${hostText(prompt.host)}: ${hostText(prompt.title)}</h2>
      ${prompt.notice ? html`<p class="text notice" role="status">${hostLines(prompt.notice)}</p>` : nothing}
      ${prompt.instruction ? this.instruction(hostLines(prompt.instruction)) : nothing}
      ${prompt.fields.map(
        (field) =>
          html`<label
            ><span class="text">${hostLines(field.label, 1024) || "Answer"}</span>
            <input type=${field.echo ? "text" : "password"} autocomplete="off" autocapitalize="off" spellcheck="false" />
          </label>`,
      )}
      <div class="actions">
        <button type="button" @click=${() => this.answer(null)}>Cancel</button>
        <button class="primary" type="submit">${prompt.kind === "host-key" ? "Trust and connect" : "Continue"}</button>
      </div>
    </form>`;
  }

  /** A fingerprint has its own line, to compare and to copy. */
  private instruction(text: string): unknown {
    return text
      .split(FINGERPRINT)
      .map((part) => (FINGERPRINT.test(part) ? html`<fingerprint-line .value=${part}></fingerprint-line>` : part.trim() ? html`<p class="text">${part.trim()}</p>` : nothing));
  }

  private get inputs(): HTMLInputElement[] {
    return [...this.renderRoot.querySelectorAll("input")];
  }

  /** Enter goes to the next field, and answers from the last one. */
  private key(event: KeyboardEvent): void {
    if (event.isComposing) {
      return;
    }
    const { inputs } = this;
    const next = event.target instanceof HTMLInputElement ? inputs[inputs.indexOf(event.target) + 1] : undefined;
    if (event.key === "Enter" && next) {
      event.preventDefault();
      next.focus();
    } else if (event.key === "Escape") {
      event.preventDefault();
      this.answer(null);
    }
  }

  private submit(event: Event): void {
    event.preventDefault();
    const { inputs } = this;
    const values = this.prompt?.kind === "host-key" ? ["yes"] : inputs.map((input) => input.value);
    for (const input of inputs) {
      input.value = "";
    }
    this.answer(values);
  }

  private answer(values: string[] | null): void {
    const id = this.prompt?.id;
    this.prompt = null;
    this.dispatchEvent(new CustomEvent("answer", { detail: { id, values } }));
  }
}
