import type { IDecoration, IDisposable, Terminal } from "@xterm/xterm";
import { literally, type Found, type Query } from "./matches";
import { MATCHES_MOST, type Outcome } from "./search";
import { TerminalText, type Cells } from "./terminal-text";

/** Time limit of one search, in milliseconds. Most take a few, but some regular expressions would take years. */
export const SEARCH_MS = 1_000;
/** How long the worker may take to be loaded, in milliseconds. */
const LOAD_MS = 15_000;
/** Time without output after which new output is searched, in milliseconds. */
const QUIET_MS = 200;

/** Marks of all matches, and of the one that is shown: on both themes. */
const MARK = "#7a5c00";
const SHOWN_MARK = "#b34700";

/** A match with its decorations, which move with its line. */
interface Marked extends Cells {
  marks: readonly IDecoration[];
}

/** Finds a text or a regular expression in a terminal, marks all matches and shows one of them: at first the newest. */
export class TerminalSearch {
  private worker: Worker | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private quiet: ReturnType<typeof setTimeout> | undefined;
  private query: Omit<Query, "lines"> | null = null;
  private text: TerminalText | null = null;
  /** The last one first. */
  private matches: readonly Marked[] = [];
  private shown = -1;
  private stopped = false;
  /** Whether to show the newest match when all are known; and the steps requested before that. */
  private begins = false;
  private steps = 0;
  private shownMarks: readonly IDecoration[] = [];
  private readonly listening: IDisposable[];

  /** @param told told of each outcome */
  constructor(
    private readonly terminal: Terminal,
    private readonly told: (outcome: Outcome) => void,
  ) {
    this.listening = [terminal.onWriteParsed(() => this.changed()), terminal.onResize(() => this.changed())];
  }

  /** Begins anew, from the newest line on. */
  start(text: string, regex: boolean, caseSensitive: boolean): void {
    this.clear();
    this.query = { source: regex ? text : literally(text), flags: caseSensitive ? "g" : "gi", most: MATCHES_MOST };
    this.begins = true;
    this.run();
  }

  /** Shows the match before or after the one that is shown; after the last one, the first. */
  step(up: boolean): void {
    if (this.timer !== undefined) {
      this.steps += up ? 1 : -1;
    } else {
      this.show(this.shown + (up ? 1 : -1));
    }
  }

  /** Ends the search and removes its marks. */
  clear(): void {
    this.halt();
    clearTimeout(this.quiet);
    this.query = null;
    this.shown = -1;
    this.steps = 0;
    this.stopped = false;
    this.unmark();
  }

  dispose(): void {
    this.clear();
    this.worker?.terminate();
    this.worker = null;
    this.listening.forEach((one) => one.dispose());
  }

  private changed(): void {
    this.text = null;
    // An expression that took too long is not searched again.
    if (this.query && !this.stopped) {
      clearTimeout(this.quiet);
      this.quiet = setTimeout(() => this.run(), QUIET_MS);
    }
  }

  private run(): void {
    if (!this.query) {
      return;
    }
    this.halt();
    this.text ??= new TerminalText(this.terminal.buffer.active, this.terminal.cols);
    const text = this.text;
    const matches: Cells[] = [];
    this.worker ??= new Worker(new URL("./search-worker.ts", import.meta.url), { type: "module" });
    let begun = false;
    this.worker.onmessage = ({ data }: MessageEvent<Found>) => {
      matches.push(...data.matches.map((match) => text.cells(match)));
      if (data.done) {
        this.finish(matches, false);
      } else if (!begun) {
        begun = true;
        this.limit(SEARCH_MS, matches);
      }
    };
    this.worker.postMessage({ ...this.query, lines: text.lines } satisfies Query);
    this.limit(LOAD_MS, matches);
  }

  private limit(ms: number, matches: readonly Cells[]): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.halt();
      this.finish(matches, true);
    }, ms);
  }

  /** Stops a search; a worker that is still searching can only be terminated. */
  private halt(): void {
    if (this.timer !== undefined) {
      clearTimeout(this.timer);
      this.timer = undefined;
      this.worker?.terminate();
      this.worker = null;
    }
  }

  private finish(matches: readonly Cells[], stopped: boolean): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const before = this.matches[this.shown];
    const row = this.shownMarks[0]?.marker.line ?? before?.row;
    const same = matches.findIndex((one) => one.row === row && one.column === before?.column);
    this.unmark();
    this.matches = matches.map((one) => ({ ...one, marks: this.mark(one, MARK) }));
    this.stopped = stopped;
    if (this.begins || this.steps !== 0) {
      this.show(Math.max(0, same) + this.steps);
    } else {
      this.emphasize(same);
    }
    this.begins = false;
    this.steps = 0;
  }

  private show(wanted: number): void {
    const count = this.matches.length;
    this.emphasize(count === 0 ? -1 : ((wanted % count) + count) % count);
    const match = this.matches[this.shown];
    if (match) {
      const row = match.marks[0]?.marker.line ?? match.row;
      this.terminal.select(match.column, row, match.size);
      this.scrollTo(row);
    }
  }

  private emphasize(which: number): void {
    this.shown = which;
    this.shownMarks.forEach((one) => one.dispose());
    const match = this.matches[which];
    this.shownMarks = match ? this.mark({ ...match, row: match.marks[0]?.marker.line ?? match.row }, SHOWN_MARK) : [];
    const count = this.matches.length;
    this.told({ shown: which < 0 ? -1 : count - 1 - which, count, stopped: this.stopped });
  }

  private scrollTo(row: number): void {
    const { rows, buffer } = this.terminal;
    const top = buffer.active.viewportY;
    if (row < top || row >= top + rows) {
      this.terminal.scrollLines(row - top - Math.floor(rows / 2));
    }
  }

  private unmark(): void {
    [...this.matches.flatMap((one) => one.marks), ...this.shownMarks].forEach((one) => one.dispose());
    this.matches = [];
    this.shownMarks = [];
  }

  /** A mark for each row of it; the first one begins where it does. None on the alternate screen: xterm.js has none there. */
  private mark(cells: Cells, backgroundColor: string): IDecoration[] {
    const { cols, buffer } = this.terminal;
    const marks: IDecoration[] = [];
    let { row, column: x, size } = cells;
    while (size > 0) {
      const width = Math.min(cols - x, size);
      const marker = this.terminal.registerMarker(row - buffer.active.baseY - buffer.active.cursorY);
      const mark = marker && this.terminal.registerDecoration({ marker, x, width, backgroundColor });
      if (mark) {
        mark.onDispose(() => marker.dispose());
        marks.push(mark);
      } else {
        marker?.dispose();
      }
      row++;
      x = 0;
      size -= width;
    }
    return marks;
  }
}
