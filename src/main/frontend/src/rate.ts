/** The period over which the rate is averaged: short enough to follow changes of the network, long enough not to flicker. */
const WINDOW_MS = 8_000;

/** After this time without a byte, the previous rate is no longer meaningful. */
const STALLED_MS = 5_000;

/** How fast bytes move. */
export class Rate {
  private seen: { at: number; bytes: number }[] = [];
  /** When the last byte moved. */
  private moved = 0;

  /**
   * @param at milliseconds on any clock that only goes forward
   * @param bytes moved since the beginning; fewer than before when some have to move again
   */
  add(at: number, bytes: number): void {
    const before = this.seen.at(-1);
    if (before && bytes < before.bytes) {
      this.seen = [];
    }
    if (bytes !== before?.bytes) {
      // Restarts after a stall, so that the pause does not lower the rate.
      this.seen = this.stalledFor(at) === null ? this.seen : [];
      this.moved = at;
    }
    this.seen.push({ at, bytes });
    while (this.seen.length > 2 && (this.seen[1]?.at ?? at) < at - WINDOW_MS) {
      this.seen.shift();
    }
  }

  /** Seconds without a byte, or null if that is too short to mention. */
  stalledFor(now: number): number | null {
    return this.seen.length > 0 && now - this.moved >= STALLED_MS ? (now - this.moved) / 1000 : null;
  }

  /** Bytes per second, or null while unknown or stalled. */
  perSecond(now: number): number | null {
    const first = this.seen[0];
    const last = this.seen.at(-1);
    if (!first || !last || last.at - first.at < 500 || this.stalledFor(now) !== null) {
      return null;
    }
    return ((last.bytes - first.bytes) * 1000) / (last.at - first.at);
  }

  /** Seconds until the transfer is complete, or null while unknown. */
  secondsLeft(size: number, now: number): number | null {
    const rate = this.perSecond(now);
    const bytes = this.seen.at(-1)?.bytes ?? 0;
    return rate === null || rate <= 0 || size < 0 ? null : (size - bytes) / rate;
  }
}

const UNITS = ["B", "KiB", "MiB", "GiB", "TiB"];

/** Bytes as people say them. */
export function byteSize(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${UNITS[unit] ?? ""}`;
}
