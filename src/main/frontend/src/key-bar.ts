import { LitElement, css, html } from "lit";
import { customElement, state } from "lit/decorators.js";
import { controlOf } from "./control";
import { icon } from "./icons";
import { controls } from "./styles";

const KEYS: [string, string, string][] = [
  ["Esc", "\u001b", "Escape"],
  ["Tab", "\t", "Tab"],
  ["^C", "\u0003", "Control C"],
  ["←", "\u001b[D", "Left"],
  ["↑", "\u001b[A", "Up"],
  ["↓", "\u001b[B", "Down"],
  ["→", "\u001b[C", "Right"],
];

/** Keeps the focus, and with it the touch keyboard, where it is. */
const stay = (event: Event): void => event.preventDefault();

/** The keys that a touch keyboard does not have. */
@customElement("key-bar")
export class KeyBar extends LitElement {
  static override styles = [
    controls,
    css`
      /* One row of all keys, however narrow: a second one would take two lines of the terminal. */
      :host {
        display: none;
        gap: 3px;
        padding: 3px;
        grid-auto-flow: column;
        grid-auto-columns: minmax(0, 1fr);
      }
      @media (pointer: coarse), (max-width: 640px) {
        :host {
          display: grid;
        }
      }
      button {
        min-height: 2.25rem;
        padding: 0;
        font-size: min(1rem, 3.6vw);
      }
      button[aria-pressed="true"] {
        background: var(--accent);
        color: var(--on-accent);
      }
    `,
  ];

  @state() private control = false;

  /** Whether Ctrl is held for the next key that is typed; it is let go by this. */
  takeControl(): boolean {
    const held = this.control;
    this.control = false;
    return held;
  }

  override render(): unknown {
    return html`<button aria-pressed=${this.control} @mousedown=${stay} @click=${this.hold}>Ctrl</button>
      ${this.control
        ? [..."dlrzaewu"].map(
            (letter) =>
              html`<button aria-label="Control ${letter}" @mousedown=${stay} @click=${() => this.press(controlOf(letter))}>
                ^${letter.toUpperCase()}
              </button>`,
          )
        : KEYS.map(([face, keys, name]) => html`<button aria-label=${name} @mousedown=${stay} @click=${() => this.press(keys)}>${face}</button>`)}
      <button aria-label="Copy" title="Copy" @mousedown=${stay} @click=${() => this.dispatchEvent(new CustomEvent("copy-selection"))}>${icon("copy")}</button>
      <button aria-label="Paste" title="Paste" @mousedown=${stay} @click=${() => this.dispatchEvent(new CustomEvent("paste-clipboard"))}>${icon("paste")}</button>`;
  }

  private hold(): void {
    this.control = !this.control;
    this.dispatchEvent(new CustomEvent("control"));
  }

  private press(keys: string): void {
    // Before the key is sent, because `keys` already includes Ctrl.
    this.control = false;
    this.dispatchEvent(new CustomEvent("key", { detail: keys }));
  }
}
