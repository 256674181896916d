/** Tries to come back begin with these and double, in milliseconds. */
const BACKOFF_FIRST = 500;
const BACKOFF_MOST = 15_000;

/** Seconds as people say them. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  if (whole < 60) {
    return `${whole} s`;
  }
  if (whole < 3600) {
    return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  }
  return whole < 3 * 3600 ? `${Math.round(whole / 60)} min` : `${Math.round(whole / 3600)} h`;
}

/**
 * Milliseconds until the next try to come back: the first at once, then longer and longer, with jitter that keeps a
 * whole office from coming back in the same instant.
 *
 * @param attempts tries that have failed
 * @param chance 0 to 1
 */
export function backoff(attempts: number, chance: number): number {
  return attempts === 0 ? 0 : Math.min(BACKOFF_MOST, BACKOFF_FIRST * 2 ** (attempts - 1)) * (0.5 + chance / 2);
}

/** Seconds for which a terminal that was lost is still kept; the clock is milliseconds. */
export function graceLeft(lost: number, graceSeconds: number, now: number): number {
  return graceSeconds - (now - lost) / 1000;
}

/** Calls back at once and every second until it is told to stop. */
export function everySecond(tick: () => void): () => void {
  tick();
  const timer = setInterval(tick, 1000);
  return () => clearInterval(timer);
}
