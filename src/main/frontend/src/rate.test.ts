import { describe, expect, it } from "vitest";
import { Rate, byteSize } from "./rate";

describe("Rate", () => {
  it("says nothing from a single moment", () => {
    const rate = new Rate();
    rate.add(0, 0);
    rate.add(100, 5_000);
    expect(rate.perSecond()).toBeNull();
    expect(rate.secondsLeft(10_000)).toBeNull();
  });

  it("is that of the last seconds, not of the whole time", () => {
    const rate = new Rate();
    rate.add(0, 0);
    rate.add(10_000, 100);
    rate.add(18_000, 8_100);
    rate.add(19_000, 9_100);
    expect(rate.perSecond()).toBe(1000);
    expect(rate.secondsLeft(11_100)).toBe(2);
  });

  it("knows no end of what stands still or has no size", () => {
    const rate = new Rate();
    rate.add(0, 10);
    rate.add(1_000, 10);
    expect(rate.secondsLeft(100)).toBeNull();
    rate.add(2_000, 20);
    expect(rate.secondsLeft(-1)).toBeNull();
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
