import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { actionOf, isUndo, SHORTCUTS } from "./shortcuts";

const press = (change: Partial<KeyboardEvent>): Parameters<typeof actionOf>[0] => ({
  type: "keydown", ctrlKey: true, shiftKey: true, altKey: false, metaKey: false, code: "", key: "", ...change,
});

describe("shortcuts", () => {
  it("undo an end with Ctrl+Z and Cmd+Z only", () => {
    const plain = press({ key: "z", shiftKey: false });
    expect(isUndo(plain)).toBe(true);
    expect(isUndo({ ...plain, ctrlKey: false, metaKey: true })).toBe(true);
    expect(isUndo({ ...plain, shiftKey: true, key: "Z" })).toBe(false);
    expect(isUndo({ ...plain, ctrlKey: false })).toBe(false);
    expect(isUndo({ ...plain, altKey: true })).toBe(false);
  });

  it("are what the help says", () => {
    expect(actionOf(press({ code: "KeyF", key: "F" }))).toBe("search");
    expect(actionOf(press({ code: "PageDown", key: "PageDown" }))).toBe("next");
    expect(actionOf(press({ code: "Slash", key: "?" }))).toBe("help");
    const found = new Set(SHORTCUTS.map((one) => one.action).filter(Boolean));
    expect(found).toEqual(new Set(["help", "search", "copy", "previous", "next", "hosts", "leave"]));
  });

  it("are in docs/PAGE.md, as they are in the help", () => {
    const rows = readFileSync("../../../docs/PAGE.md", "utf8").split("\n").filter((line) => /^\| (Ctrl|Shift)/.test(line));
    expect(rows).toEqual(SHORTCUTS.map((one) => `| ${one.keys} | ${one.meaning} |`));
  });

  it.each([
    ["Dvorak", { code: "KeyY", key: "F" }, "search"],
    ["Colemak", { code: "KeyE", key: "F" }, "search"],
    ["AZERTY", { code: "KeyF", key: "F" }, "search"],
    ["Caps Lock", { code: "KeyF", key: "f" }, "search"],
    ["Cyrillic", { code: "KeyF", key: "А" }, "search"],
    ["Greek", { code: "KeyC", key: "Ψ" }, "copy"],
    ["Hebrew", { code: "KeyL", key: "ך" }, "leave"],
    ["an input method", { code: "KeyH", key: "Process" }, "hosts"],
    ["Cyrillic, with ? on 7", { code: "Digit7", key: "?" }, "help"],
  ])("are found on %s", (_layout, change, action) => {
    expect(actionOf(press(change))).toBe(action);
  });

  it.each([
    ["another letter at the place of F (Dvorak)", { code: "KeyF", key: "U" }],
    ["punctuation at the place of C", { code: "KeyC", key: ">" }],
    ["Ctrl+C", { code: "KeyC", key: "c", shiftKey: false }],
    ["Ctrl+F", { code: "KeyF", key: "f", shiftKey: false }],
    ["Alt+F", { code: "KeyF", key: "F", ctrlKey: false, altKey: true }],
    ["Ctrl+Alt+Shift+F", { code: "KeyF", key: "F", altKey: true }],
    ["Ctrl+@", { code: "Digit2", key: "@" }],
    ["Ctrl+^", { code: "Digit6", key: "^" }],
    ["Ctrl+_", { code: "Minus", key: "_" }],
    ["Page Up", { code: "PageUp", key: "PageUp", ctrlKey: false, shiftKey: false }],
    ["a key that is let go", { type: "keyup", code: "KeyF", key: "F" }],
  ])("leave %s to the shell", (_name, change) => {
    expect(actionOf(press(change))).toBeNull();
  });
});
