/** The rate is that of the last seconds: it follows a network that changes, and does not flicker. */
const WINDOW_MS = 8_000;

/** How fast bytes move. */
export class Rate {
  private seen: { at: number; bytes: number }[] = [];

  /**
   * @param at milliseconds on any clock that only goes forward
   * @param bytes moved since the beginning
   */
  add(at: number, bytes: number): void {
    this.seen.push({ at, bytes });
    while (this.seen.length > 2 && (this.seen[1]?.at ?? at) < at - WINDOW_MS) {
      this.seen.shift();
    }
  }

  /** Bytes a second, or null while nobody knows. */
  perSecond(): number | null {
    const first = this.seen[0];
    const last = this.seen.at(-1);
    if (!first || !last || last.at - first.at < 500) {
      return null;
    }
    return ((last.bytes - first.bytes) * 1000) / (last.at - first.at);
  }

  /** Seconds until all of it has moved, or null while nobody knows. */
  secondsLeft(size: number): number | null {
    const rate = this.perSecond();
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
