import type { IBuffer } from "@xterm/xterm";

/** Cells in the order in which they are read: `row * columns + column`. */
export interface Span {
  from: number;
  to: number;
}

/** Characters that are not part of a word selected by touch: blanks, quotes and brackets. A path or an address is one word. */
const BETWEEN = /^[\s"'`()[\]{}<>|,;]?$/;

/** The word at a cell; a line that wraps is not followed. */
export function wordAt(buffer: IBuffer, columns: number, row: number, column: number): Span {
  const line = buffer.getLine(row);
  const inWord = (x: number): boolean => {
    const cell = line?.getCell(x);
    // The second cell of a wide character has no characters.
    return cell !== undefined && (cell.getWidth() === 0 || !BETWEEN.test(cell.getChars()));
  };
  let first = column;
  let last = column;
  if (inWord(column)) {
    while (first > 0 && inWord(first - 1)) {
      first--;
    }
    while (last + 1 < columns && inWord(last + 1)) {
      last++;
    }
  }
  return { from: row * columns + first, to: row * columns + last + 1 };
}

/** The smallest span with both. */
export const joined = (one: Span, other: Span): Span => ({ from: Math.min(one.from, other.from), to: Math.max(one.to, other.to) });
