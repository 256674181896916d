import type { Terminal } from "@xterm/xterm";
import type { Preferences } from "./preferences";
import { pasteText, severalLines } from "./text";

/** What copying and pasting need of the tab around them. */
interface Around {
  preferences(): Preferences;
  tell(sentence: string): void;
  /** Shows a paste of several lines before it is sent. */
  ask(text: string): void;
}

/** The selection to the clipboard, and pastes to the program, as far as they are harmless. */
export class CopyPaste {
  constructor(
    private readonly terminal: Terminal,
    private readonly around: Around,
  ) {}

  copy(): void {
    const selected = this.terminal.getSelection();
    const refused = new Error("This page may not use the clipboard.");
    if (selected !== "") {
      (navigator.clipboard?.writeText(selected) ?? Promise.reject(refused)).then(
        () => this.around.tell(`Copied ${selected.length} characters.`),
        () => this.around.tell("This browser did not let the page copy."),
      );
    }
  }

  /** The browser's own event, before xterm.js has it. */
  pasted(event: ClipboardEvent): void {
    event.preventDefault();
    event.stopPropagation();
    const { pasteControls, showMultilinePaste } = this.around.preferences();
    const text = pasteText(event.clipboardData?.getData("text/plain") ?? "", pasteControls);
    if (severalLines(text) && !this.terminal.modes.bracketedPasteMode && showMultilinePaste) {
      this.around.ask(text);
    } else {
      this.terminal.paste(text);
    }
  }
}
