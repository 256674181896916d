import { Terminal } from "@xterm/xterm";
import { expect, it } from "vitest";
import { TerminalText } from "./terminal-text";

const drawn = async (text: string): Promise<TerminalText> => {
  const terminal = new Terminal({ allowProposedApi: true, logLevel: "off", cols: 10, rows: 5 });
  await new Promise<void>((done) => terminal.write(text, done));
  return new TerminalText(terminal.buffer.active, terminal.cols);
};

const cellsOf = (text: TerminalText, part: string): unknown => {
  const line = text.lines.findIndex((one) => one.includes(part));
  const from = text.lines[line]?.indexOf(part) ?? -1;
  return text.cells({ line, from, to: from + part.length });
};

it("takes rows that a line goes over as one line", async () => {
  const text = await drawn("first\r\n0123456789abcde\r\nlast");
  expect(text.lines.slice(0, 3)).toEqual(["first", "0123456789abcde", "last"]);
  expect(cellsOf(text, "89ab")).toEqual({ row: 1, column: 8, size: 4 });
  expect(cellsOf(text, "bcd")).toEqual({ row: 2, column: 1, size: 3 });
  expect(cellsOf(text, "last")).toEqual({ row: 3, column: 0, size: 4 });
});

it("counts cells, not characters", async () => {
  const text = await drawn("\u65e5\u672c x e\u0301y");
  expect(cellsOf(text, "\u672c")).toEqual({ row: 0, column: 2, size: 2 });
  expect(cellsOf(text, "x")).toEqual({ row: 0, column: 5, size: 1 });
  expect(cellsOf(text, "y")).toEqual({ row: 0, column: 8, size: 1 });
});

it("spares the cell in which a wide character had no room", async () => {
  const text = await drawn("012345678\u65e5x");
  expect(text.lines[0]).toBe("012345678\u65e5x");
  expect(cellsOf(text, "8\u65e5x")).toEqual({ row: 0, column: 8, size: 5 });
});
