import { LitElement, css, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { RunningTerminal } from "./api";
import { duration, everySecond } from "./countdown";
import { numbered, numberedByHost } from "./numbered";
import { controls, lists } from "./styles";

/** The terminals that run without this page. Dispatches `return-to`, `end-terminal`, and `stale` when the list is out of date. */
@customElement("running-terminals")
export class RunningTerminals extends LitElement {
  static override styles = [
    controls,
    lists,
    css`
      .running {
        display: flex;
        flex-wrap: wrap;
        gap: 0.3rem 0.8rem;
        align-items: center;
        border-bottom: 1px solid var(--line);
        padding: 0.35rem 0.7rem;
      }
      .running .soft {
        flex: 1 1 14rem;
      }
      @media (max-width: 640px) {
        .running .soft {
          flex-basis: 100%;
        }
      }
      .return {
        color: var(--accent);
        border-color: transparent;
        background: var(--tint);
        font-weight: 600;
      }
    `,
  ];

  /** Their `secondsLeft` is as of when this property was set. */
  @property({ attribute: false }) running: RunningTerminal[] = [];
  /** The names of this page's own terminals. */
  @property({ attribute: false }) tabs: readonly string[] = [];
  @state() private now = Date.now();
  private since = Date.now();
  /** Which of its host's terminals each one is, from 1: it keeps its number when another one ends. */
  private numbers: ReadonlyMap<string, number> = new Map();
  /** Which entry had the focus last. */
  private reached = 0;
  private stop: (() => void) | null = null;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop?.();
    this.stop = null;
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has("running")) {
      this.since = this.now = Date.now();
    }
    if (changed.has("running") || changed.has("tabs")) {
      this.numbers = numberedByHost(this.running, this.numbers, this.tabs);
    }
  }

  override updated(): void {
    const counts = this.running.some((one) => one.secondsLeft !== null);
    if (counts && !this.stop) {
      this.stop = everySecond(() => this.tick());
    } else if (!counts && this.stop) {
      this.stop();
      this.stop = null;
    }
  }

  /** Focuses the end button of the entry that took the place of a removed one; false if there is none. */
  takeFocus(): boolean {
    const ends = this.renderRoot.querySelectorAll<HTMLElement>("button.end");
    const place = ends[Math.min(this.reached, ends.length - 1)];
    place?.focus();
    return place !== undefined;
  }

  private tick(): void {
    this.now = Date.now();
    if (this.running.some((one) => one.secondsLeft !== null && this.left(one.secondsLeft) < 0)) {
      this.tell("stale", null);
    }
  }

  private left(secondsLeft: number): number {
    return secondsLeft - (this.now - this.since) / 1000;
  }

  override render(): unknown {
    const count = this.running.length;
    if (count === 0) {
      return nothing;
    }
    return html`<h2>${count === 1 ? "1 terminal is" : `${count} terminals are`} still running</h2>
      <ul>
        ${repeat(
          this.running,
          (one) => one.terminal,
          (one, at) => html`<li class="running" @focusin=${() => (this.reached = at)}>
            <span class="name">${numbered(one.host, this.numbers.get(one.terminal) ?? 1)}</span>
            <span class="soft"
              >as ${one.user} since ${new Date(one.openedAt).toLocaleString([], { dateStyle: "medium", timeStyle: "short" })} ·
              ${one.secondsLeft === null ? "open in another window" : `ends in ${duration(this.left(one.secondsLeft))}`}</span
            >
            <button class="return" @click=${() => this.tell("return-to", one)}>${one.attached ? "Take over" : "Return"}</button>
            <button class="plain end" @click=${() => this.tell("end-terminal", one.terminal)}>End</button>
          </li>`,
        )}
      </ul>`;
  }

  /** These are for the page, which is further out than the list of hosts. */
  private tell(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}
