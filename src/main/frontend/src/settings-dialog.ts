import { LitElement, html } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { fontFamily, fontSize, type Preferences } from "./preferences";
import { controls } from "./styles";

type Choice = "askBeforeLeaving" | "screenReader" | "optionIsMeta" | "showMultilinePaste" | "pasteControls";

const CHOICES: [Choice, string][] = [
  ["screenReader", "Screen reader support"],
  ["optionIsMeta", "Use Option as the Meta key (Mac)"],
  ["askBeforeLeaving", "Ask before leaving the page while shells run"],
  ["showMultilinePaste", "Ask before pasting several lines"],
  ["pasteControls", "Keep control characters in pasted text"],
];

/** What a person may choose; all of it is remembered by this browser. */
@customElement("settings-dialog")
export class SettingsDialog extends LitElement {
  static override styles = controls;

  @property({ attribute: false }) preferences!: Preferences;
  @query("dialog") private dialog!: HTMLDialogElement;

  open(): void {
    this.dialog.showModal();
  }

  override render(): unknown {
    const chosen = this.preferences;
    return html`<dialog aria-labelledby="title" @close=${() => this.dispatchEvent(new CustomEvent("done"))}>
      <form method="dialog">
        <h2 id="title">Settings</h2>
        <label
          >Theme
          <select id="theme" @change=${(event: Event) => this.prefer({ theme: field(event).value as Preferences["theme"] })}>
            ${[["system", "System"], ["light", "Light"], ["dark", "Dark"]].map(
              ([theme, name]) => html`<option value=${theme} ?selected=${theme === chosen.theme}>${name}</option>`,
            )}
          </select>
        </label>
        <label
          >Font size
          <input id="font-size" type="number" min="8" max="32" .value=${String(chosen.fontSize)} @change=${this.sized} />
        </label>
        <label
          >Font
          <input id="font" placeholder="default" spellcheck="false" .value=${chosen.fontFamily} @change=${this.named} />
        </label>
        ${CHOICES.map(
          ([choice, meaning]) =>
            html`<label class="choice"
              ><input
                type="checkbox"
                id=${choice}
                .checked=${chosen[choice]}
                @change=${(event: Event) => this.prefer({ [choice]: field(event).checked })}
              />
              ${meaning}</label
            >`,
        )}
        <div class="actions"><button class="primary">Done</button></div>
      </form>
    </dialog>`;
  }

  private sized(event: Event): void {
    const size = fontSize(field(event).value);
    field(event).value = String(size);
    this.prefer({ fontSize: size });
  }

  private named(event: Event): void {
    const name = fontFamily(field(event).value);
    field(event).value = name;
    this.prefer({ fontFamily: name });
  }

  private prefer(change: Partial<Preferences>): void {
    this.dispatchEvent(new CustomEvent("prefer", { detail: change }));
  }
}

const field = (event: Event): HTMLInputElement => event.target as HTMLInputElement;
