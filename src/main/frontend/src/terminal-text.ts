import type { IBuffer, IBufferLine } from "@xterm/xterm";
import type { Match } from "./matches";

/** Cells of a terminal, from one on: `size` of them, line by line. */
export interface Cells {
  row: number;
  column: number;
  size: number;
}

/** A line of text, and the rows of the terminal that it goes over. */
interface Line {
  row: number;
  text: string;
  /** Where in the text each of the rows begins. */
  begins: number[];
}

/** The text of a terminal, in which a line that wraps over several rows is one line. */
export class TerminalText {
  private readonly all: Line[] = [];

  constructor(
    private readonly buffer: IBuffer,
    private readonly columns: number,
  ) {
    for (let row = 0; row < buffer.length; row++) {
      const line = buffer.getLine(row);
      const last = this.all.at(-1);
      const text = line ? this.textOf(line, buffer.getLine(row + 1)) : "";
      if (line?.isWrapped && last) {
        last.begins.push(last.text.length);
        last.text += text;
      } else {
        this.all.push({ row, text, begins: [0] });
      }
    }
  }

  get lines(): string[] {
    return this.all.map((one) => one.text);
  }

  /** Which cells show a match. */
  cells({ line, from, to }: Match): Cells {
    const begin = this.place(line, from);
    const last = this.place(line, to - 1);
    const end = last.row * this.columns + last.column + last.width;
    return { row: begin.row, column: begin.column, size: end - (begin.row * this.columns + begin.column) };
  }

  private textOf(line: IBufferLine, next: IBufferLine | undefined): string {
    if (!next?.isWrapped) {
      return line.translateToString(true);
    }
    // A wide character that did not fit into the last cell of this row has left it empty.
    const spared = next.getCell(0)?.getWidth() === 2 && line.getCell(line.length - 1)?.getCode() === 0;
    return line.translateToString(false).slice(0, spared ? -1 : undefined);
  }

  /** The cell that shows this character of a line, and how many cells it has. */
  private place(number: number, at: number): { row: number; column: number; width: number } {
    const line = this.all[number] ?? { row: 0, begins: [0] };
    const part = line.begins.findLastIndex((begin) => begin <= at);
    const row = line.row + part;
    const cells = this.buffer.getLine(row);
    let left = at - (line.begins[part] ?? 0);
    for (let column = 0; cells && column < cells.length; column++) {
      const cell = cells.getCell(column);
      const width = cell?.getWidth() ?? 0;
      const length = width === 0 ? 0 : cell?.getChars().length || 1;
      if (left < length) {
        return { row, column, width };
      }
      left -= length;
    }
    return { row, column: this.columns, width: 0 };
  }
}
