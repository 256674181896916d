import { describe, expect, it } from "vitest";
import { reachText } from "./reach";

const now = new Date(2030, 4, 17, 12, 0);

describe("reachText", () => {
  it("says how long an answer took", () => {
    expect(reachText({ up: true, millis: 12.4, since: now.toISOString() }, now)).toBe("12 ms");
    expect(reachText({ up: true, millis: 0.4, since: now.toISOString() }, now)).toBe("< 1 ms");
  });

  it("says since when there is none, as a time today and a date before", () => {
    const morning = new Date(2030, 4, 17, 9, 5);
    expect(reachText({ up: false, millis: 0, since: morning.toISOString() }, now)).toMatch(/^no answer since .*05/);
    const earlier = new Date(2030, 4, 1, 9, 5);
    expect(reachText({ up: false, millis: 0, since: earlier.toISOString() }, now)).toMatch(/2030/);
  });
});
