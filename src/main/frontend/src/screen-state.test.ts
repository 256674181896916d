import { Terminal } from "@xterm/xterm";
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { coreOf, HAS_EXTENDED, type Cell, type ScreenBuffer } from "./core";
import { isScreenState, readScreen, writeScreen, type ScreenState } from "./screen-state";
import { Unfinished } from "./unfinished";
import { countCells } from "./width";

const SEED = Number(process.env["SEED"] ?? Date.now() % 1_000_000);

function terminal(cols = 40, rows = 12): Terminal {
  const one = new Terminal({ allowProposedApi: true, logLevel: "off", scrollback: 300, cols, rows });
  countCells(one, () => false);
  return one;
}

const draw = (to: Terminal, text: string | Uint8Array): Promise<void> => new Promise((done) => to.write(text, done));

/** As over a reload: through JSON, into a new terminal. */
function reloaded(from: Terminal, scrollback = Infinity): Terminal {
  const state = JSON.parse(JSON.stringify(readScreen(from, scrollback))) as ScreenState;
  expect(isScreenState(state)).toBe(true);
  const to = terminal();
  writeScreen(to, state);
  return to;
}

/** Everything that a host can have changed, without the numbers of links. */
function everything(of: Terminal): unknown {
  const core = coreOf(of);
  const input = core._inputHandler;
  const link = (number: number): unknown => {
    const data = core._oscLinkService.getLinkData(number);
    return data ? [data.id, data.uri] : null;
  };
  const attributes = ({ fg, bg, extended }: typeof input._curAttrData): unknown => [fg, bg, extended._ext, link(extended.urlId)];
  const cell: Cell = { content: 0, fg: 0, bg: 0, combinedData: "", extended: input._curAttrData.extended.clone() };
  const buffer = (one: ScreenBuffer): unknown => ({
    lines: Array.from({ length: one.lines.length }, (_, y) => {
      const line = one.lines.get(y);
      const cells = Array.from({ length: line?.length ?? 0 }, (_none, x) => {
        cell.combinedData = "";
        line?.loadCell(x, cell);
        return JSON.stringify([cell.content, cell.combinedData, cell.bg & HAS_EXTENDED ? attributes(cell) : [cell.fg, cell.bg]]);
      });
      return { wrapped: line?.isWrapped, cells };
    }),
    place: [one.ybase, one.ydisp, one.x, one.y, one.scrollTop, one.scrollBottom],
    tabs: Object.keys(one.tabs).filter((column) => one.tabs[Number(column)]),
    saved: [one.savedX, one.savedY, one.savedCurAttrData.fg, one.savedCurAttrData.bg, one.savedCharset],
  });
  return {
    size: [of.cols, of.rows],
    type: of.buffer.active.type,
    normal: buffer(core._bufferService.buffers.normal),
    alternate: buffer(core._bufferService.buffers.alt),
    scrolling: core._bufferService.isUserScrolling,
    attributes: attributes(input._curAttrData),
    charsets: [core._charsetService.glevel, core._charsetService.charset, [0, 1, 2, 3].map((level) => core._charsetService._charsets[level] ?? null)],
    modes: [core.coreService.modes, core.coreService.decPrivateModes, of.modes, core.options.convertEol, core.options.cursorBlink],
    cursor: [core.coreService.isCursorHidden, core.coreService.isCursorInitialized],
    mouse: [core.coreMouseService.activeProtocol, core.coreMouseService.activeEncoding],
    titles: [input._windowTitle, input._iconName, input._windowTitleStack, input._iconNameStack],
    unicode: of.unicode.activeVersion,
    preceding: input._parser.precedingJoinState,
  };
}

/** Whatever comes next does the same to both. */
const PROBE =
  "\u001b[bq\tx\u001b8saved\u001b(0lqk\u000e~\u000f\u001bM\n\n\n wörld \u001b[5;9Hm\u001b[4l\u001b[2Lz\u001b[?1049lafter\u001b8\u001b[23;0tl\r\n".repeat(2) + "long ".repeat(40);

describe("a screen that was read and written", () => {
  it.each([
    ["nothing", ""],
    ["text that wraps, with spaces at its end", "word ".repeat(30) + "   "],
    ["scrollback", Array.from({ length: 500 }, (_, i) => `line ${i}\r\n`).join("")],
    ["a line that waits to be wrapped", "x".repeat(40)],
    ["wide and joined characters", "世界 e\u0301 👨\u200d👩\u200d👧 가 \u001b[39G世世"],
    ["grapheme width", "\u001b[?2027h👨\u200d👩\u200d👧 x"],
    ["colours, underlines and a link", "\u001b[1;3;31;48;2;1;2;3mx\u001b[4:3;58:2::9:8:7my\u001b]8;id=1;http://a.example/\u001b\\link\u001b]8;;\u001b\\ \u001b[0mz"],
    ["an open link and an open style", "\u001b]8;;http://b.example/\u001b\\\u001b[7;9;53mhalf"],
    ["a bit of a wide character that was overwritten", "世世世\u001b[2Gx"],
    ["background that was erased with", "\u001b[44m\u001b[2J\u001b[5;5Hx"],
    ["a scroll region with origin mode", "\u001b[3;8r\u001b[?6hin"],
    ["modes", "\u001b[4h\u001b[20h\u001b[?1h\u001b[?7l\u001b[?25l\u001b[?45h\u001b[?66h\u001b[?1004h\u001b[?2004h\u001b[?2026h"],
    ["mouse modes", "\u001b[?1003h\u001b[?1006h"],
    ["mouse pixels", "\u001b[?1002h\u001b[?1016h"],
    ["a cursor shape", "\u001b[3 q\u001b[?12h"],
    ["line drawing in G0", "\u001b(0lqqk"],
    ["line drawing in G1, shifted out", "\u001b)0\u000elqqk"],
    ["a national set in G2", "\u001b*K\u001bn[\\]"],
    ["a saved cursor", "\u001b[4;5H\u001b[32m\u001b(0\u001b7\u001b[0m\u001b(B\u001b[9;9Hx"],
    ["a cursor saved in scrollback", "\u001b[2;2H\u001b7" + "\r\n".repeat(40)],
    ["tab stops", "\u001b[3g\u001b[5G\u001bH\u001b[17G\u001bH\r"],
    ["titles", "\u001b]2;one\u0007\u001b[22;0t\u001b]0;two\u0007\u001b]1;icon\u0007"],
    ["the alternate screen", "normal\u001b[?1049h\u001b[2;3Halt\u001b[3;9r"],
    ["the alternate screen with its own saved cursor", "\u001b[?1047h\u001b[5;5H\u001b7\u001b[?1047lback"],
    ["protected cells", "\u001b[1\"qprotected\u001b[0\"q free"],
  ])("has %s", async (_name, text) => {
    const never = terminal();
    await draw(never, text);
    const once = reloaded(never);
    expect(everything(once)).toEqual(everything(never));
    await Promise.all([draw(never, PROBE), draw(once, PROBE)]);
    expect(everything(once)).toEqual(everything(never));
  });

  it("is where it was scrolled to", async () => {
    const never = terminal();
    await draw(never, Array.from({ length: 100 }, (_, i) => `line ${i}\r\n`).join(""));
    // scrollLines needs a shown terminal.
    coreOf(never)._bufferService.buffers.normal.ydisp = 20;
    coreOf(never)._bufferService.isUserScrolling = true;
    expect(everything(reloaded(never))).toEqual(everything(never));
  });

  it("has the newest lines where not all are kept", async () => {
    const never = terminal();
    await draw(never, Array.from({ length: 100 }, (_, i) => `line ${i}\r\n`).join("") + "\u001b[3;3H\u001b7");
    const once = reloaded(never, 10);
    expect(once.buffer.active.length).toBe(22);
    expect(once.buffer.active.getLine(0)?.translateToString(true)).toBe("line 79");
    await draw(once, "\u001b[12;1H\u001b8x");
    expect(once.buffer.active.getLine(12)?.translateToString(true)).toBe("lixe 91");
  });

  // Recorded at 100 × 30 from the real programs of Debian 12.
  it.each(readdirSync("recordings"))(`is the same wherever %s is cut (SEED=${SEED})`, async (program) => {
    const bytes = new Uint8Array(readFileSync(`recordings/${program}`));
    const random = generator(SEED);
    const never = terminal(100, 30);
    await draw(never, bytes);
    for (let cut = 0; cut < 12; cut++) {
      const at = Math.floor(random() * bytes.length);
      const before = terminal(100, 30);
      const unfinished = new Unfinished();
      await draw(before, bytes.slice(0, at));
      unfinished.push(bytes.slice(0, at));
      const once = reloaded(before);
      await draw(once, bytes.slice(at - unfinished.length));
      expect(everything(once), `cut at ${at}`).toEqual(everything(never));
    }
  }, 60_000);

  it(`is the same after any sequences (SEED=${SEED})`, async () => {
    const random = generator(SEED);
    for (let round = 0; round < 60; round++) {
      const never = terminal();
      await draw(never, sequences(random, 60));
      const once = reloaded(never);
      expect(everything(once), `round ${round}`).toEqual(everything(never));
      const more = sequences(random, 60);
      await Promise.all([draw(never, more), draw(once, more)]);
      expect(everything(once), `round ${round}, ${JSON.stringify(more)}`).toEqual(everything(never));
    }
  }, 60_000);
});

/** mulberry32: the same numbers for the same seed. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
}

function sequences(random: () => number, count: number): string {
  const number = (most: number): number => Math.floor(random() * most);
  const pick = <T>(of: readonly T[]): T => of[number(of.length)] as T;
  const parameters = (): string => Array.from({ length: number(4) }, () => number(60)).join(";");
  const kinds: (() => string)[] = [
    () => pick(["hello", "x".repeat(number(90)), "世界", "👨\u200d👩\u200d👧", "e\u0301", "가", "\u200d", "\u{1f3fb}", "ﷺ", "\u0000"]),
    () => pick(["\r", "\n", "\r\n", "\t", "\b", "\u000b", "\u000e", "\u000f", "\u0084", "\u0085", "\u0088"]),
    () => `\u001b[${parameters()}${pick([..."@ABCDEFGHIJKLMPSTXZ`abdefgmrsu"])}`,
    () => `\u001b[?${pick([1, 2, 6, 7, 9, 12, 25, 45, 47, 66, 1000, 1002, 1003, 1004, 1006, 1016, 1047, 1048, 1049, 2004, 2026, 2027])}${pick(["h", "l"])}`,
    () => `\u001b[${pick([4, 20])}${pick(["h", "l"])}`,
    () => `\u001b[${pick(["1;31", "7", "4:3", "58:5:9", "38;5;200", "48:2::1:2:3", "0", "53", "21", "9", "8", "39;49"])}m`,
    () => `\u001b${pick([..."()*+"])}${pick([..."0ABK4"])}`,
    () => `\u001b${pick([..."78DEHMno|}~=>"])}`,
    () => `\u001b[${number(7)} q`,
    () => `\u001b[${number(3)}"q`,
    () => `\u001b[${pick(["22;0", "23;0", "22;1", "23;2"])}t`,
    () => `\u001b]${pick([0, 1, 2])};title ${number(100)}\u0007`,
    () => `\u001b]8;${pick(["", "id=a", "id=b"])};${pick(["", "http://a.example/", "http://b.example/"])}\u001b\\`,
    () => `\u001b[${number(12)};${number(40)}H`,
    () => (number(12) === 0 ? pick(["\u001bc", "\u001b[!p", "\u001b#8"]) : `\u001b[${parameters()}'${pick(["}", "~"])}`),
    () => `\u001b[${number(9)} ${pick(["@", "A"])}`,
  ];
  return Array.from({ length: count }, () => pick(kinds)()).join("");
}
