import { controlOf } from "./control";
import type { InputLine } from "./input";
import type { Screen } from "./screen";
import { actionOf, type Action } from "./shortcuts";

/** What typing needs of the tab around it. */
interface Around {
  /** Whether the key bar's Ctrl is held for this key; it is let go by this. */
  takeControl(): boolean;
  /** Something was typed. */
  typed(): void;
  /** A shortcut of the page was pressed; some are for the tab. */
  act(action: Action): void;
}

/** What a person types, and what xterm.js answers to programs, on its way to the host. */
export class Typing {
  private readonly encoder = new TextEncoder();

  constructor(
    private readonly screen: Screen,
    private readonly input: InputLine,
    private readonly around: Around,
  ) {
    const { terminal } = screen;
    terminal.onData((text) => this.typed(this.encoder.encode(around.takeControl() ? controlOf(text) : text), text));
    terminal.onBinary((text) => this.typed(Uint8Array.from(text, (c) => c.charCodeAt(0) & 255), text));
    terminal.attachCustomKeyEventHandler((event) => this.key(event));
  }

  /** A key of the key bar, as the program wants its keys. */
  press(keys: string): void {
    const { terminal } = this.screen;
    const application = terminal.modes.applicationCursorKeysMode;
    terminal.input(application && /^\u001b\[[A-D]$/.test(keys) ? keys.replace("[", "O") : keys);
  }

  private typed(bytes: Uint8Array, text: string): void {
    if (this.screen.replies.passes(text)) {
      this.around.typed();
      this.input.type(bytes);
    }
  }

  private key(event: KeyboardEvent): boolean {
    const action = actionOf(event);
    // Those of the whole page are no more for the shell than those of the tab.
    if (action !== null) {
      this.around.act(action);
      event.preventDefault();
    }
    return action === null;
  }
}
