/** The control character for a typed character (ECMA-48 §5.2), or the text itself if there is none. */
export function controlOf(typed: string): string {
  return /^[a-z@[\\\]^_]$/i.test(typed) ? String.fromCharCode(typed.toUpperCase().charCodeAt(0) & 31) : typed;
}

const CONTROLS: Record<string, string> = {
  " ": "\0", "@": "\0", "2": "\0", "[": "\u001b", "3": "\u001b", "\\": "\u001c", "4": "\u001c", "]": "\u001d", "5": "\u001d",
  "^": "\u001e", "6": "\u001e", _: "\u001f", "/": "\u001f", "7": "\u001f", "8": "\u007f",
};

/** The characters at these positions of the US keyboard, for which most programs were written. */
const POSITIONS: Record<string, string> = {
  Space: " ", BracketLeft: "[", Backslash: "\\", BracketRight: "]", Slash: "/",
  Digit2: "2", Digit3: "3", Digit4: "4", Digit5: "5", Digit6: "6", Digit7: "7", Digit8: "8",
};

/**
 * What Ctrl with a digit or a sign sends, as in xterm; null for all other keys. What the key types counts, and where that
 * is no ASCII, as in Cyrillic or for a dead key, its position.
 */
export function controlKey(event: Pick<KeyboardEvent, "type" | "ctrlKey" | "altKey" | "metaKey" | "code" | "key">): string | null {
  if (event.type !== "keydown" || !event.ctrlKey || event.altKey || event.metaKey) {
    return null;
  }
  const typed = typesAscii(event.key) ? event.key : (POSITIONS[event.code] ?? "");
  return CONTROLS[typed] ?? null;
}

/** Whether a key types an ASCII character, or is one that types nothing, such as Enter. */
export function typesAscii(key: string): boolean {
  return key.length > 1 ? !["Dead", "Process", "Unidentified"].includes(key) : key >= " " && key <= "~";
}
