import { describe, expect, it } from "vitest";
import { Rate, byteSize } from "./rate";

describe("Rate", () => {
  it("says nothing from a single moment", () => {
    const rate = new Rate();
    rate.add(0, 0);
    rate.add(100, 5_000);
    expect(rate.perSecond(100)).toBeNull();
    expect(rate.secondsLeft(10_000, 100)).toBeNull();
  });

  it("is that of the last seconds, not of the whole time", () => {
    const rate = new Rate();
    rate.add(0, 0);
    rate.add(10_000, 100);
    rate.add(18_000, 8_100);
    rate.add(19_000, 9_100);
    expect(rate.perSecond(19_000)).toBe(1000);
    expect(rate.secondsLeft(11_100, 19_000)).toBe(2);
  });

  it("knows no end of what stands still or has no size", () => {
    const rate = new Rate();
    rate.add(0, 10);
    rate.add(1_000, 10);
    expect(rate.secondsLeft(100, 1_000)).toBeNull();
    rate.add(2_000, 20);
    expect(rate.secondsLeft(-1, 2_000)).toBeNull();
  });

  it("is not known while nothing moves, whether that is told or not", () => {
    const rate = new Rate();
    rate.add(0, 0);
    rate.add(1_000, 1_000);
    expect([rate.perSecond(5_999), rate.secondsLeft(3_000, 5_999), rate.stalledFor(5_999)]).toEqual([1_000, 2, null]);
    expect([rate.perSecond(6_000), rate.secondsLeft(3_000, 6_000), rate.stalledFor(6_000)]).toEqual([null, null, 5]);
    rate.add(7_000, 1_000);
    expect([rate.perSecond(7_000), rate.stalledFor(7_000)]).toEqual([null, 6]);
  });

  it("is not made slow by the time in which nothing moved, or negative by what moves again", () => {
    const rate = new Rate();
    rate.add(0, 0);
    rate.add(1_000, 1_000);
    rate.add(60_000, 1_100);
    rate.add(61_000, 2_100);
    expect(rate.perSecond(61_000)).toBe(1_000);
    rate.add(61_500, 100);
    expect(rate.perSecond(61_500)).toBeNull();
    rate.add(62_500, 600);
    expect(rate.perSecond(62_500)).toBe(500);
  });
});

describe("byteSize", () => {
  it("uses the unit that fits", () => {
    expect(byteSize(0)).toBe("0 B");
    expect(byteSize(1023)).toBe("1023 B");
    expect(byteSize(1536)).toBe("1.5 KiB");
    expect(byteSize(2 * 1024 ** 3)).toBe("2.0 GiB");
    expect(byteSize(150 * 1024 ** 2)).toBe("150 MiB");
  });
});
