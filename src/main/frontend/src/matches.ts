/** Where something was found: in which line, and from which character to which. */
export interface Match {
  line: number;
  from: number;
  to: number;
}

/** What is searched for in which lines. */
export interface Query {
  lines: readonly string[];
  /** Of a regular expression; its flags are `g`, and `i` unless case matters. */
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

/** Lines that are searched before what was found is told. */
const TOLD_EVERY = 200;

/** A text as a regular expression that finds it. */
export function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}

/** All matches, the last one first, in parts: an expression may take very long for the next line. */
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

/** An expression that matches nothing at all, as `a*` does between other letters, has found nothing there. */
function inLine(text: string, expression: RegExp, line: number): Match[] {
  return [...text.matchAll(expression)]
    .filter((found) => found[0] !== "")
    .map((found) => ({ line, from: found.index, to: found.index + found[0].length }));
}
