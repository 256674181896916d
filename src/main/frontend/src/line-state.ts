import { CODE_POINT, COMBINED, HAS_EXTENDED, WIDTH_SHIFT, type Attributes, type BufferLine, type Cell, type Extended } from "./core";

/** How cells look: foreground, background, width (3: a wide cell and the empty one after it), underline, number of the link. */
export type Style = readonly [fg: number, bg: number, width: number, underline: number, link: number];

/**
 * A line of cells in serialised form: its text, with a NUL for each cell that does not hold exactly one code point; runs of
 * `count, style`; and the content of the cells with several code points. A line in the default style is only its text.
 */
export type LineState = string | { text: string; runs: number[]; joined?: [column: number, text: string][]; wrapped?: 1 };

const EMPTY = 1 << WIDTH_SHIFT;
const PAIR = 3;
const PLAIN: Style = [0, 0, 1, 0, 0];

/** Serialises lines. Style 0 is the default style. */
export class LineReader {
  readonly styles: Style[] = [PLAIN];
  private readonly numbers = new Map<string, number>([[PLAIN.join(), 0]]);
  private readonly cell: Cell;

  constructor(attributes: Attributes) {
    this.cell = emptyCell(attributes.extended.clone());
  }

  read(line: BufferLine): LineState {
    const runs: number[] = [];
    const joined: [number, string][] = [];
    let text = "";
    for (let x = 0, end = this.end(line); x < end; x++) {
      const { content, combinedData } = line.loadCell(x, this.cell);
      const width = content >>> WIDTH_SHIFT;
      const pair = width === 2 && this.continues(line, x);
      const style = this.style(pair ? PAIR : width);
      if (content & COMBINED) {
        joined.push([x, combinedData]);
        text += "\0";
      } else {
        text += String.fromCodePoint(content & CODE_POINT);
      }
      x += pair ? 1 : 0;
      if (runs.at(-1) === style) {
        runs[runs.length - 2] = (runs[runs.length - 2] ?? 0) + 1;
      } else {
        runs.push(1, style);
      }
    }
    if (!line.isWrapped && joined.length === 0 && (runs.length === 0 || (runs.length === 2 && runs[1] === 0))) {
      return text;
    }
    return { text, runs, ...(joined.length > 0 && { joined }), ...(line.isWrapped && { wrapped: 1 as const }) };
  }

  /** Whether the cell after a wide one is its second half; the wide one stays loaded. */
  private continues(line: BufferLine, x: number): boolean {
    const style = this.style(PAIR);
    const continued = x + 1 < line.length && line.loadCell(x + 1, this.cell).content === 0 && this.style(PAIR) === style;
    line.loadCell(x, this.cell);
    return continued;
  }

  /** Number of cells without the empty ones at the end. */
  private end(line: BufferLine): number {
    let end = line.length;
    while (end > 0) {
      const { content, fg, bg } = line.loadCell(end - 1, this.cell);
      if (content !== EMPTY || fg !== 0 || bg !== 0) {
        break;
      }
      end--;
    }
    return end;
  }

  private style(width: number): number {
    const { fg, bg, extended } = this.cell;
    const style: Style = bg & HAS_EXTENDED ? [fg, bg, width, extended._ext, extended.urlId] : [fg, bg, width, 0, 0];
    const key = style.join();
    let number = this.numbers.get(key);
    if (number === undefined) {
      number = this.styles.push(style) - 1;
      this.numbers.set(key, number);
    }
    return number;
  }
}

/** Writes serialised lines into empty ones. */
export class LineWriter {
  private readonly extended: Extended[];
  private readonly cell: Cell;

  /**
   * @param like an object to copy for underlines and links
   */
  constructor(
    private readonly styles: readonly Style[],
    like: Extended,
  ) {
    this.extended = styles.map(([, , , underline, link]) => Object.assign(like.clone(), { _ext: underline, urlId: link }));
    this.cell = emptyCell(like.clone());
  }

  /** Replaces the old numbers of links once the new ones are known. */
  link(number: (before: number) => number): void {
    this.extended.forEach((extended, style) => (extended.urlId = number(this.styles[style]?.[4] ?? 0)));
  }

  write(line: BufferLine, state: LineState): void {
    const { text, runs, joined, wrapped } = typeof state === "string" ? { text: state, runs: [state.length, 0], joined: [], wrapped: 0 } : state;
    const texts = new Map(joined);
    const codePoints = text[Symbol.iterator]();
    let x = 0;
    for (let i = 0; i < runs.length; i += 2) {
      const number = runs[i + 1] ?? 0;
      const [fg, bg, width] = this.styles[number] ?? PLAIN;
      Object.assign(this.cell, { fg, bg, extended: this.extended[number] });
      for (let left = runs[i] ?? 0; left > 0 && x < line.length; left--) {
        const codePoint = codePoints.next();
        if (codePoint.done) {
          break;
        }
        this.cell.combinedData = texts.get(x) ?? "";
        const shown = texts.has(x) ? COMBINED : (codePoint.value.codePointAt(0) ?? 0);
        this.put(line, x++, shown | ((width === PAIR ? 2 : width) << WIDTH_SHIFT));
        if (width === PAIR) {
          this.put(line, x++, 0);
        }
      }
    }
    line.isWrapped = wrapped === 1;
  }

  private put(line: BufferLine, column: number, content: number): void {
    this.cell.content = content;
    line.setCell(column, this.cell);
  }
}

function emptyCell(extended: Extended): Cell {
  return { content: 0, fg: 0, bg: 0, combinedData: "", extended };
}
