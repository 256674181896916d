import { controlKey, controlOf } from "./control";
import type { InputLine } from "./input";
import type { Screen } from "./screen";
import { actionOf, type Action } from "./shortcuts";

/** What typing needs of the tab around it. */
interface TypingContext {
  /** Whether the key bar's Ctrl is held for this key; it is let go by this. */
  takeControl(): boolean;
  /** Something was typed. */
  typed(): void;
  /** What was typed cannot be delivered. */
  refused(): void;
  /** A shortcut of the page was pressed; some are for the tab. */
  act(action: Action): void;
}

/** What a person types, and what xterm.js answers to programs, on its way to the host. */
export class Typing {
  private readonly encoder = new TextEncoder();
  /** Whether the terminal's next data comes from a person and is not an answer to a program. */
  private byPerson = false;

  constructor(
    private readonly screen: Screen,
    private readonly input: InputLine,
    private readonly context: TypingContext,
  ) {
    const { terminal } = screen;
    screen.onUserInput(() => (this.byPerson = true));
    terminal.onData((text) => this.said(text));
    // Only mouse reports of the oldest kind are binary.
    terminal.onBinary((text) => this.typed(Uint8Array.from(text, (c) => c.charCodeAt(0) & 255)));
    terminal.attachCustomKeyEventHandler((event) => this.key(event));
  }

  /** A key of the key bar, as the program wants its keys. */
  press(keys: string): void {
    const { terminal } = this.screen;
    const application = terminal.modes.applicationCursorKeysMode;
    terminal.input(application && /^\u001b\[[A-D]$/.test(keys) ? keys.replace("[", "O") : keys);
  }

  private said(text: string): void {
    const byPerson = this.byPerson;
    this.byPerson = false;
    if (byPerson) {
      this.typed(this.encoder.encode(this.context.takeControl() ? controlOf(text) : text));
    } else if (this.screen.replies.passes(text)) {
      this.input.answer(this.encoder.encode(text));
    }
  }

  private typed(bytes: Uint8Array): void {
    this.context.typed();
    if (!this.input.type(bytes)) {
      this.context.refused();
    }
  }

  private key(event: KeyboardEvent): boolean {
    const control = controlKey(event);
    if (control !== null) {
      this.screen.terminal.input(control);
      event.preventDefault();
      return false;
    }
    const action = actionOf(event);
    // Shortcuts of the whole page are not sent to the shell either.
    if (action !== null) {
      this.context.act(action);
      event.preventDefault();
    }
    return action === null;
  }
}
