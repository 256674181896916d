/** Whether a host's SSH server answered when the server last asked it. */
export interface Reach {
  up: boolean;
  /** Until its banner was there. */
  millis: number;
  /** When it has become so, ISO 8601. */
  since: string;
}

/** In words: a colour alone tells nothing to those who cannot see it. */
export function reachText(reach: Reach, now: Date): string {
  if (reach.up) {
    return `${reach.millis < 1 ? "< 1" : Math.round(reach.millis)} ms`;
  }
  const since = new Date(reach.since);
  const today = since.toDateString() === now.toDateString();
  const when = today
    ? since.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" })
    : since.toLocaleDateString([], { dateStyle: "medium" });
  return `no answer since ${when}`;
}
