/** Maximum number of matches that are counted and marked. */
export const MATCHES_MOST = 2_000;

/** The state of a search: the index of the match shown, -1 for none, and their number; `stopped` if it took too long. */
export interface Outcome {
  shown: number;
  count: number;
  stopped: boolean;
}

/** Why this cannot be searched for, or "". */
export function searchFault(text: string, regex: boolean): string {
  if (!regex) {
    return "";
  }
  try {
    return new RegExp(text).test("") ? "This expression also matches empty text." : "";
  } catch {
    return "This is not a complete regular expression.";
  }
}

/** The outcome of a search in words: number of matches, the one shown, and whether the search was stopped. */
export function searchOutcome({ shown, count, stopped }: Outcome): string {
  const cut = stopped ? ". The search was stopped: this expression takes too long." : "";
  if (count === 0) {
    return `Not found${cut}`;
  }
  const all = count >= MATCHES_MOST ? `${count} or more` : `${count}`;
  return shown < 0 ? `${all} found${cut}` : `${shown + 1} of ${all}${cut}`;
}
