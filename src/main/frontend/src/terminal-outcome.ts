import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { State } from "./listener";
import { controls } from "./styles";
import { hostLines } from "./text";

/** Why a terminal has no connection, in full, and what can be done: `take-back` or `again`. */
@customElement("terminal-outcome")
export class TerminalOutcome extends LitElement {
  static override styles = [
    controls,
    css`
      .outcome {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem 1rem;
        align-items: center;
        padding: 0.6rem 0.7rem;
        border-top: 2px solid var(--bad);
        background: var(--surface);
      }
      .outcome p {
        flex: 1 1 16rem;
        max-height: 40vh;
        overflow: auto;
      }
    `,
  ];

  @property({ attribute: false }) connection: State = { kind: "connecting", phase: "gateway" };

  override render(): unknown {
    const state = this.connection;
    if (state.kind !== "failed") {
      return nothing;
    }
    const back = state.code === 4409 ? "Take over" : "Reconnect";
    return html`<div class="outcome">
      <p class="text" role="alert">${hostLines(state.message)}</p>
      ${state.code === 4401
        ? html`<button class="primary" @click=${() => location.assign("./")}>Sign in</button>`
        : state.lives
          ? html`<button class="primary" @click=${() => this.tell("take-back")}>${back}</button>`
          : html`<button class="primary" @click=${() => this.tell("again")}>Open a new terminal</button>`}
    </div>`;
  }

  private tell(name: string): void {
    this.dispatchEvent(new CustomEvent(name));
  }
}
