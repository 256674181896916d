import { LitElement, css, html } from "lit";
import { customElement, state } from "lit/decorators.js";
import { controlOf } from "./control";
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

/** The focus, and with it the touch keyboard, stays where it is. */
const stay = (event: Event): void => event.preventDefault();

/** The keys that a touch keyboard does not have. */
@customElement("key-bar")
export class KeyBar extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: none;
        gap: 0.3rem;
        padding: 0.3rem;
        overflow-x: auto;
      }
      @media (pointer: coarse), (max-width: 640px) {
        :host {
          display: flex;
        }
      }
      button {
        min-width: 2.6rem;
        min-height: 2.4rem;
        flex: 1;
        padding: 0 0.4rem;
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
      <button @mousedown=${stay} @click=${() => this.dispatchEvent(new CustomEvent("copy-selection"))}>Copy</button>
      <button @mousedown=${stay} @click=${() => this.dispatchEvent(new CustomEvent("paste-clipboard"))}>Paste</button>`;
  }

  private hold(): void {
    this.control = !this.control;
    this.dispatchEvent(new CustomEvent("control"));
  }

  private press(keys: string): void {
    // Before the key is typed: Ctrl is in it already.
    this.control = false;
    this.dispatchEvent(new CustomEvent("key", { detail: keys }));
  }
}
