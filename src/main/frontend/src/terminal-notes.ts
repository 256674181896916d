import { LitElement, css, html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { duration, everySecond } from "./countdown";
import { icon } from "./icons";
import type { Note } from "./notes";
import { controls } from "./styles";
import { hostLines } from "./text";

/** The notes of one terminal, one of each kind, with a live count where time runs out. */
@customElement("terminal-notes")
export class TerminalNotes extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: block;
      }
      .note {
        display: flex;
        gap: 0.8rem;
        align-items: start;
        padding: 0.4rem 0.7rem;
        border-top: 1px solid var(--line);
        background: var(--surface);
        font-size: 0.9rem;
      }
      .note.urgent {
        border-left: 4px solid var(--warn);
      }
      .text {
        flex: 1;
        max-height: 9rem;
        overflow: auto;
      }
      /* The time left goes below the text, which has the room. */
      @media (max-width: 640px) {
        .note.urgent {
          flex-wrap: wrap;
          row-gap: 0.1rem;
        }
        .urgent .text {
          flex-basis: calc(100% - 4rem);
        }
        .urgent .warn {
          order: 1;
          flex-basis: 100%;
        }
      }
    `,
  ];

  @property({ attribute: false }) notes: readonly Note[] = [];
  private stop: (() => void) | null = null;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop?.();
    this.stop = null;
  }

  override updated(): void {
    const counts = this.notes.some((note) => note.ends !== undefined);
    if (counts && !this.stop) {
      this.stop = everySecond(() => this.requestUpdate());
    } else if (!counts && this.stop) {
      this.stop();
      this.stop = null;
    }
  }

  override render(): unknown {
    return html`${repeat(
      this.notes.filter((note) => !note.folded),
      (note) => note.kind,
      (note) => html`<div class="note ${note.ends === undefined ? "" : "urgent"}" data-kind=${note.kind}>
        <div class="text ${note.kind === "banner" ? "mono" : ""}" role="status" tabindex="0">${hostLines(note.text)}</div>
        ${note.ends === undefined ? "" : html`<span class="warn">${duration((note.ends - Date.now()) / 1000)} left</span>`}
        <button class="plain" aria-label="Close this message" title="Close" @click=${() => this.dispatchEvent(new CustomEvent("put-away", { detail: note.kind }))}>
          ${icon("close")}
        </button>
      </div>`,
    )}`;
  }
}
