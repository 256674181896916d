import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { backoff, duration, everySecond, graceLeft } from "./countdown";

describe("duration", () => {
  it.each([
    [-3, "0 s"],
    [0.2, "1 s"],
    [59, "59 s"],
    [60, "1 min 0 s"],
    [118, "1 min 58 s"],
    [1799, "29 min 59 s"],
    [3600, "60 min"],
    [8 * 3600, "8 h"],
  ])("says %d seconds as %s", (seconds, said) => {
    expect(duration(seconds)).toBe(said);
  });
});

describe("backoff", () => {
  it("tries at once, then waits longer and longer, and never longer than 15 s", () => {
    expect(backoff(0, 1)).toBe(0);
    expect([1, 2, 3, 4].map((attempts) => backoff(attempts, 1))).toEqual([500, 1000, 2000, 4000]);
    expect(backoff(50, 1)).toBe(15_000);
  });

  it("spreads the tries over half of the time", () => {
    expect(backoff(1, 0)).toBe(250);
    expect(backoff(1, 0.5)).toBe(375);
  });
});

describe("graceLeft", () => {
  it("counts from the moment of the loss", () => {
    expect(graceLeft(10_000, 1800, 10_000)).toBe(1800);
    expect(graceLeft(10_000, 1800, 70_000)).toBe(1740);
    expect(graceLeft(0, 30, 31_000)).toBe(-1);
  });
});

describe("everySecond", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("ticks at once, each second, and no more when stopped", () => {
    const tick = vi.fn();
    const stop = everySecond(tick);
    expect(tick).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(3000);
    expect(tick).toHaveBeenCalledTimes(4);
    stop();
    vi.advanceTimersByTime(3000);
    expect(tick).toHaveBeenCalledTimes(4);
  });
});
