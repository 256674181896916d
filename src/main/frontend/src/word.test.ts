import { Terminal } from "@xterm/xterm";
import { expect, it } from "vitest";
import { joined, wordAt } from "./word";
import { countCells } from "./width";

it("is what is between blanks, quotes and brackets", async () => {
  const terminal = new Terminal({ allowProposedApi: true, cols: 40, rows: 4 });
  countCells(terminal, () => false);
  await new Promise<void>((done) => terminal.write('ls "/var/log/x.log" (世界)\r\nend', done));
  const word = (row: number, column: number): [number, number] => {
    const { from, to } = wordAt(terminal.buffer.active, 40, row, column);
    return [from, to];
  };
  expect(word(0, 0)).toEqual([0, 2]);
  expect(word(0, 2)).toEqual([2, 3]);
  expect(word(0, 9)).toEqual([4, 18]);
  expect(word(0, 22)).toEqual([21, 25]);
  expect(word(1, 2)).toEqual([40, 43]);
  expect(word(1, 39)).toEqual([79, 80]);
  expect(joined({ from: 4, to: 18 }, { from: 40, to: 43 })).toEqual({ from: 4, to: 43 });
  expect(joined({ from: 4, to: 18 }, { from: 0, to: 2 })).toEqual({ from: 0, to: 18 });
});
