/** Matches that are counted and marked; more only cost. */
export const MATCHES_MOST = 2_000;

/** Why this cannot be searched for, or "". */
export function searchFault(text: string, regex: boolean): string {
  if (!regex) {
    return "";
  }
  try {
    return new RegExp(text).test("") ? "This expression also matches nothing at all." : "";
  } catch {
    return "This is not a complete regular expression.";
  }
}

/**
 * How many matches there are, and which one is shown.
 *
 * @param index of the one that is shown, from 0 on; -1 for none
 */
export function matchCount(index: number, count: number): string {
  if (count === 0) {
    return "Not found";
  }
  const all = count >= MATCHES_MOST ? `${count} or more` : `${count}`;
  return index < 0 ? `${all} found` : `${index + 1} of ${all}`;
}
