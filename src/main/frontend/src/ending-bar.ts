import { LitElement, css, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { duration, everySecond } from "./countdown";
import type { PendingEnd } from "./endings";
import { controls } from "./styles";
import { hostText } from "./text";

/** The terminals that are about to end. Dispatches `undo` or `now` with the id of one. */
@customElement("ending-bar")
export class EndingBar extends LitElement {
  static override styles = [
    controls,
    css`
      div {
        display: flex;
        align-items: center;
        gap: 0.6rem;
        padding: 0.35rem 0.7rem;
        border-top: 1px solid var(--edge);
        background: var(--surface);
      }
      .what {
        flex: 1;
      }
      .what .soft {
        display: inline-block;
        margin-left: 0.4rem;
        font-variant-numeric: tabular-nums;
      }
      button {
        flex: none;
      }
      @media (max-width: 640px) {
        .what .soft {
          display: block;
          margin: 0;
        }
      }
    `,
  ];

  @property({ attribute: false }) endings: readonly PendingEnd[] = [];
  @state() private now = Date.now();
  private stop: (() => void) | null = null;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.count(false);
  }

  override updated(): void {
    this.count(this.endings.length > 0);
  }

  private count(wanted: boolean): void {
    if (wanted && !this.stop) {
      this.stop = everySecond(() => (this.now = Date.now()));
    } else if (!wanted && this.stop) {
      this.stop();
      this.stop = null;
    }
  }

  override render(): unknown {
    return this.endings.length === 0
      ? nothing
      : repeat(
          this.endings,
          (one) => one.id,
          (one) => html`<div>
            <span class="what"
              ><span role="status">The terminal on ${hostText(one.host)} ends.</span>
              <span class="soft">${duration((one.at - this.now) / 1000)} left to undo</span></span
            >
            <button class="primary" title="Undo (Ctrl+Z outside the terminal)" aria-label="Undo" aria-keyshortcuts="Control+Z" @click=${() => this.tell("undo", one.id)}>Undo</button>
            <button @click=${() => this.tell("now", one.id)}>End now</button>
          </div>`,
        );
  }

  private tell(name: string, id: number): void {
    this.dispatchEvent(new CustomEvent(name, { detail: id }));
  }
}
