/** Whether a host's SSH server answered when the server last asked it. */
export interface Reach {
  up: boolean;
  /** Milliseconds until its banner arrived. */
  millis: number;
  /** When the state last changed, ISO 8601. */
  since: string;
}

/** The state in words, for people who cannot distinguish the colours. */
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
