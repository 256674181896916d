import { expect, it } from "vitest";
import { controlKey, controlOf } from "./control";

it("makes control characters of what has one, and of nothing else", () => {
  expect([..."cC[\\]_@"].map(controlOf)).toEqual(["\u0003", "\u0003", "\u001b", "\u001c", "\u001d", "\u001f", "\u0000"]);
  expect(controlOf("é")).toBe("é");
  expect(controlOf("1")).toBe("1");
  expect(controlOf("\u001b[A")).toBe("\u001b[A");
  expect(controlOf("pasted text")).toBe("pasted text");
});

const press = (code: string, key: string, change: Partial<KeyboardEvent> = {}): Parameters<typeof controlKey>[0] => ({
  type: "keydown", ctrlKey: true, altKey: false, metaKey: false, code, key, ...change,
});

it.each([
  ["Ctrl+/", press("Slash", "/"), "\u001f"],
  ["Ctrl+/ where it is Shift+7 (German)", press("Digit7", "/"), "\u001f"],
  ["Ctrl+/ where it is Shift+: (French)", press("Period", "/"), "\u001f"],
  ["Ctrl+_", press("Minus", "_"), "\u001f"],
  ["Ctrl+_ on the key 8 (French)", press("Digit8", "_"), "\u001f"],
  ["Ctrl+6", press("Digit6", "6"), "\u001e"],
  ["Ctrl+^", press("Digit6", "^"), "\u001e"],
  ["Ctrl+^ that is dead (US international)", press("Digit6", "Dead"), "\u001e"],
  ["Ctrl+Space", press("Space", " "), "\0"],
  ["Ctrl+@", press("Digit2", "@"), "\0"],
  ["Ctrl+2", press("Digit2", "2"), "\0"],
  ["Ctrl+\\", press("Backslash", "\\"), "\u001c"],
  ["Ctrl+\\ with AltGr (German)", press("Minus", "\\"), "\u001c"],
  ["Ctrl+]", press("BracketRight", "]"), "\u001d"],
  ["Ctrl+] on Cyrillic", press("BracketRight", "ъ"), "\u001d"],
  ["Ctrl+[", press("BracketLeft", "["), "\u001b"],
  ["Ctrl+8", press("Digit8", "8"), "\u007f"],
])("%s is what xterm sends", (_name, event, sends) => {
  expect(controlKey(event)).toBe(sends);
});

it.each([
  ["a letter", press("KeyC", "c")],
  ["Ctrl+-", press("Minus", "-")],
  ["Ctrl+1", press("Digit1", "1")],
  ["Enter", press("Enter", "Enter")],
  ["Alt", press("Slash", "/", { altKey: true })],
  ["a key that is let go", press("Slash", "/", { type: "keyup" })],
  ["a slash alone", press("Slash", "/", { ctrlKey: false })],
])("%s is left to the terminal", (_name, event) => {
  expect(controlKey(event)).toBeNull();
});
