import type { Terminal } from "@xterm/xterm";
import { copyText } from "./copy-text";
import type { Preferences } from "./preferences";
import { pasteText, severalLines } from "./text";

/** What copying and pasting need of the tab around them. */
interface ClipboardContext {
  preferences(): Preferences;
  tell(sentence: string): void;
  /** Shows a paste of several lines before it is sent. */
  ask(text: string): void;
  /** Shows a field into which the browser itself pastes, and says why. */
  askForText(why: string): void;
}

/** Copies the selection to the clipboard, and pastes into the program what is harmless there. */
export class CopyPaste {
  constructor(
    private readonly terminal: Terminal,
    private readonly context: ClipboardContext,
  ) {}

  async copy(): Promise<void> {
    const selected = this.terminal.getSelection();
    if (selected === "") {
      this.context.tell("Nothing is selected.");
      return;
    }
    const refused = await copyText(selected);
    this.context.tell(refused || `Copied ${selected.length} ${selected.length === 1 ? "character" : "characters"}.`);
  }

  /** Handles the browser's paste event before xterm.js does. */
  pasted(event: ClipboardEvent): void {
    event.preventDefault();
    event.stopPropagation();
    this.take(event.clipboardData?.getData("text/plain") ?? "");
  }

  /** Pastes from the clipboard, for devices without the key combination. */
  async paste(): Promise<void> {
    let text: string;
    try {
      text = await navigator.clipboard.readText();
    } catch {
      this.context.askForText(
        isSecureContext ? "This browser does not let the page read the clipboard." : "This page came over plain HTTP, so it cannot read the clipboard.",
      );
      return;
    }
    this.take(text);
  }

  /** Sends the text, or asks first if a program might run each line. */
  take(pasted: string): void {
    const { pasteControls, showMultilinePaste } = this.context.preferences();
    const text = pasteText(pasted, pasteControls);
    if (severalLines(text) && !this.terminal.modes.bracketedPasteMode && showMultilinePaste) {
      this.context.ask(text);
    } else {
      this.terminal.paste(text);
    }
  }
}
