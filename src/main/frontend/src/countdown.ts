/** The first delay between attempts to reconnect, which then doubles up to the maximum; in milliseconds. */
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
 * Milliseconds until the next attempt to reconnect: none before the first, then exponential, with jitter so that a whole office
 * does not reconnect in the same instant.
 *
 * @param attempts failed attempts so far
 * @param chance 0 to 1
 */
export function backoff(attempts: number, chance: number): number {
  return attempts === 0 ? 0 : Math.min(BACKOFF_MOST, BACKOFF_FIRST * 2 ** (attempts - 1)) * (0.5 + chance / 2);
}

/** Seconds for which a lost terminal is still kept; `lost` and `now` are in milliseconds. */
export function graceLeft(lost: number, graceSeconds: number, now: number): number {
  return graceSeconds - (now - lost) / 1000;
}

/** Calls back immediately and then every second; returns a function to stop. */
export function everySecond(tick: () => void): () => void {
  tick();
  const timer = setInterval(tick, 1000);
  return () => clearInterval(timer);
}
