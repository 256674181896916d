import type { RunningTerminal } from "./api";

/** What a terminal is called: the first of a host has no number. */
export function numbered(host: string, number: number): string {
  return number === 1 ? host : `${host} (${number})`;
}

/**
 * Numbers the terminals of each host, the oldest first.
 *
 * @param before the numbers given so far: they stay, and a new terminal gets the first that is free
 * @param tabs the names of this page's own terminals, which other terminals must not get
 */
export function numberedByHost(
  running: readonly Pick<RunningTerminal, "terminal" | "host" | "openedAt">[],
  before: ReadonlyMap<string, number>,
  tabs: readonly string[] = [],
): Map<string, number> {
  const numbers = new Map<string, number>();
  const kept = (one: { terminal: string }): number => (before.has(one.terminal) ? 0 : 1);
  const inOrder = [...running].sort((a, b) => kept(a) - kept(b) || Date.parse(a.openedAt) - Date.parse(b.openedAt));
  for (const one of inOrder) {
    const taken = running.filter((other) => other.host === one.host).map((other) => numbers.get(other.terminal));
    let number = before.get(one.terminal) ?? 1;
    while (taken.includes(number) || tabs.includes(numbered(one.host, number))) {
      number++;
    }
    numbers.set(one.terminal, number);
  }
  return numbers;
}
