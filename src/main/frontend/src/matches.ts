/** A match: the line, and the range of characters in it. */
export interface Match {
  line: number;
  from: number;
  to: number;
}

/** A regular expression and the lines to search. */
export interface Query {
  lines: readonly string[];
  /** The source of the expression; its flags are `g`, and `i` unless case matters. */
  source: string;
  flags: string;
  /** No more matches than these. */
  most: number;
}

/** Some of the matches; the last of them come with `done`. */
export interface Found {
  matches: Match[];
  done: boolean;
}

/** Number of lines after which the matches so far are reported. */
const TOLD_EVERY = 200;

/** A text as a regular expression that finds it. */
export function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}

/** Yields all matches, the last one first. In parts, because an expression may take very long for the next line. */
export function* search({ lines, source, flags, most }: Query): Generator<Found> {
  const expression = new RegExp(source, flags);
  let matches: Match[] = [];
  let count = 0;
  for (let line = lines.length - 1; line >= 0 && count < most; line--) {
    const here = inLine(lines[line] ?? "", expression, line).reverse().slice(0, most - count);
    count += here.length;
    matches.push(...here);
    if ((lines.length - line) % TOLD_EVERY === 0) {
      yield { matches, done: false };
      matches = [];
    }
  }
  yield { matches, done: true };
}

/** The matches in one line, without empty ones, such as those of `a*` between other letters. */
function inLine(text: string, expression: RegExp, line: number): Match[] {
  return [...text.matchAll(expression)]
    .filter((found) => found[0] !== "")
    .map((found) => ({ line, from: found.index, to: found.index + found[0].length }));
}
