import { typesAscii } from "./control";

/** The actions with shortcuts of the page. All other keys go to the shell. */
export type Action = "help" | "search" | "copy" | "leave" | "hosts" | "next" | "previous";

interface Shortcut {
  action: Action | null;
  keys: string;
  meaning: string;
}

/**
 * All of them have Ctrl and Shift together: xterm.js sends nothing to the shell for these, so nothing is taken from it.
 * (Ctrl+Shift with digits or punctuation would be: Ctrl+@ and Ctrl+^ are typed that way.)
 */
export const SHORTCUTS: readonly Shortcut[] = [
  { action: "help", keys: "Ctrl+Shift+?", meaning: "Show these shortcuts" },
  { action: "search", keys: "Ctrl+Shift+F", meaning: "Search in the terminal" },
  { action: "copy", keys: "Ctrl+Shift+C", meaning: "Copy the selection" },
  { action: null, keys: "Ctrl+Shift+V", meaning: "Paste" },
  { action: "previous", keys: "Ctrl+Shift+Page Up", meaning: "Go to the previous tab" },
  { action: "next", keys: "Ctrl+Shift+Page Down", meaning: "Go to the next tab" },
  { action: "hosts", keys: "Ctrl+Shift+H", meaning: "Go to the list of hosts" },
  { action: "leave", keys: "Ctrl+Shift+L", meaning: "Go to the row of tabs, then to the buttons around the terminal" },
  { action: null, keys: "Shift+Page Up, Page Down", meaning: "Scroll" },
];

const BY_KEY: Record<string, Action> = {
  f: "search",
  c: "copy",
  h: "hosts",
  l: "leave",
  PageUp: "previous",
  PageDown: "next",
};

/** Ctrl+Z, or Cmd+Z on a Mac: undoes an end where no shell and no text takes the key. */
export function isUndo(event: Pick<KeyboardEvent, "ctrlKey" | "shiftKey" | "altKey" | "metaKey" | "key">): boolean {
  return event.key.toLowerCase() === "z" && event.ctrlKey !== event.metaKey && !event.shiftKey && !event.altKey;
}

/**
 * The action of a key press, or null. Decided by the letter that the key types or, if that is not a Latin one, by its position.
 */
export function actionOf(event: Pick<KeyboardEvent, "type" | "ctrlKey" | "shiftKey" | "altKey" | "metaKey" | "code" | "key">): Action | null {
  if (event.type !== "keydown" || !event.ctrlKey || event.altKey || event.metaKey) {
    return null;
  }
  // Where "?" needs no Shift, Ctrl+? is free all the same.
  if (event.key === "?") {
    return "help";
  }
  const key = typesAscii(event.key) ? event.key : event.code.replace(/^Key/, "");
  return event.shiftKey ? (BY_KEY[key.length === 1 ? key.toLowerCase() : key] ?? null) : null;
}
