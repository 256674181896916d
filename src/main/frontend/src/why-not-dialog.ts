import { LitElement, html, nothing } from "lit";
import { customElement, query, state } from "lit/decorators.js";
import * as api from "./api";
import { controls } from "./styles";

const FIELDS: [id: string, label: string, hint: string][] = [
  ["person", "Person", ""],
  ["groups", "Groups", "as registered"],
  ["host", "Host", ""],
  ["user", "Account", "default"],
];

/** Explains to administrators why a person may or may not open a host. */
@customElement("why-not-dialog")
export class WhyNotDialog extends LitElement {
  static override styles = controls;

  @state() private answer: api.Decision | null = null;
  @state() private trouble = "";
  @query("dialog") private dialog!: HTMLDialogElement;

  open(): void {
    this.answer = null;
    this.trouble = "";
    this.dialog.showModal();
  }

  override render(): unknown {
    return html`<dialog aria-labelledby="title" @close=${() => this.dispatchEvent(new CustomEvent("done"))}>
      <form @submit=${this.ask}>
        <h2 id="title">Check access</h2>
        ${FIELDS.map(
          ([id, label, hint]) =>
            html`<label
              >${label}
              <input id=${id} ?required=${hint === ""} placeholder=${hint} autocomplete="off" autocapitalize="off" spellcheck="false" />
            </label>`,
        )}
        <div role="status">${this.trouble ? html`<p class="bad">${this.trouble}</p>` : this.answer ? this.told(this.answer) : nothing}</div>
        <div class="actions">
          <button type="button" @click=${() => this.dialog.close()}>Done</button>
          <button class="primary">Ask</button>
        </div>
      </form>
    </dialog>`;
  }

  private told(answer: api.Decision): unknown {
    const groups = answer.groups.length > 0 ? answer.groups.join(", ") : "none";
    const result = answer.allowed
      ? html`<p><strong>Yes</strong>, by the rule “${answer.rule}”.</p>`
      : html`<p><strong>No.</strong> ${answer.why}</p>
          ${answer.nearest ? html`<p>The rule “${answer.nearest}” is the closest.</p>` : nothing}`;
    return html`${result}
      <p class="soft">Groups: ${groups}</p>`;
  }

  private async ask(event: Event): Promise<void> {
    event.preventDefault();
    const value = (id: string): string => this.renderRoot.querySelector<HTMLInputElement>(`#${id}`)?.value.trim() ?? "";
    this.answer = null;
    this.trouble = "";
    try {
      this.answer = await api.decision(value("person"), value("groups"), value("host"), value("user"));
    } catch (error) {
      this.trouble = error instanceof api.RefusedError ? error.message : api.UNREACHABLE;
    }
  }
}
