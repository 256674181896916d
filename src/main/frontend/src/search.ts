/** Matches that are counted and marked; more only cost. */
export const MATCHES_MOST = 2_000;

/** How a search stands: which match is shown, counted from 0, -1 for none, of how many; `stopped` when it took too long. */
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

/** What is said of a search: how many matches there are, which one is shown, and whether it was cut short. */
export function searchOutcome({ shown, count, stopped }: Outcome): string {
  const cut = stopped ? ". The search was stopped: this expression takes too long." : "";
  if (count === 0) {
    return `Not found${cut}`;
  }
  const all = count >= MATCHES_MOST ? `${count} or more` : `${count}`;
  return shown < 0 ? `${all} found${cut}` : `${shown + 1} of ${all}${cut}`;
}
