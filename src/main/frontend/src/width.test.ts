import { Terminal } from "@xterm/xterm";
import { describe, expect, it } from "vitest";
import { countCells } from "./width";

function terminal(muted = false): { terminal: Terminal; answers: string[] } {
  const one = new Terminal({ allowProposedApi: true, logLevel: "off" });
  const answers: string[] = [];
  one.onData((answer) => answers.push(answer));
  countCells(one, () => muted);
  return { terminal: one, answers };
}

const draw = (to: Terminal, text: string): Promise<void> => new Promise((done) => to.write(text, done));

/** Where the cursor is after a text at the beginning of a line. */
async function width(to: Terminal, text: string): Promise<number> {
  await draw(to, `\r${text}`);
  return to.buffer.active.cursorX;
}

const FAMILY = "👨\u200d👩\u200d👧";

describe("the width of text", () => {
  // Expected: wcwidth of glibc 2.36 for each code point.
  it.each([
    ["letters", "abc", 3],
    ["accents of their own", "e\u0301x", 2],
    ["Chinese", "世界", 4],
    ["Hangul syllables in parts", "\u1112\u1161\u11ab", 2],
    ["a family", FAMILY, 6],
    ["a skin tone", "👍\u{1f3fd}", 4],
    ["a flag", "🇩🇪", 2],
    ["an emoji by its selector", "❤\ufe0f", 1],
    ["an emoji of Unicode 14", "\u{1fae0}", 2],
    ["an emoji of Unicode 12", "\u{1f90d}", 2],
    ["a Yi syllable", "ꀀ", 2],
    ["Devanagari", "क्षि", 3],
    ["a Mongolian variation selector of Unicode 14", "x\u180f", 1],
    ["an Arabic number sign", "\u0600", 1],
    ["a soft hyphen", "\u00ad", 1],
  ])("is that of wcwidth for %s", async (_name, text, cells) => {
    expect(await width(terminal().terminal, text)).toBe(cells);
  });

  it("is that of grapheme clusters while a program asks for it", async () => {
    const { terminal: one } = terminal();
    await draw(one, "\u001b[?2004;2027h");
    expect(one.modes.bracketedPasteMode).toBe(true);
    // Two in a browser (PageTextIT): with Node's Buffer the add-on reads its table wrong.
    expect(await width(one, FAMILY)).toBeLessThan(6);
    await draw(one, "\u001b[?2027l");
    expect(await width(one, FAMILY)).toBe(6);
    for (const reset of ["\u001bc", "\u001b[!p"]) {
      await draw(one, `\u001b[?2027h${reset}`);
      expect(await width(one, FAMILY)).toBe(6);
    }
  });

  it("is told to programs that ask for the mode", async () => {
    const { terminal: one, answers } = terminal();
    await draw(one, "\u001b[?2027$p\u001b[?2027h\u001b[?2027$p\u001b[?25$p");
    expect(answers).toEqual(["\u001b[?2027;2$y", "\u001b[?2027;1$y", "\u001b[?25;1$y"]);
  });

  it("is not told again while output is replayed", async () => {
    const { terminal: one, answers } = terminal(true);
    await draw(one, "\u001b[?2027$p");
    expect(answers).toEqual([]);
  });
});
