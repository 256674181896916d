import { expect, it } from "vitest";
import { MATCHES_MOST, searchFault, searchOutcome } from "./search";

it("says why a regular expression cannot be searched for", () => {
  expect(searchFault("(", false)).toBe("");
  expect(searchFault("(", true)).toContain("not a complete");
  expect(searchFault("x*", true)).toContain("matches empty text");
  expect(searchFault("err(or)?", true)).toBe("");
});

it("counts matches", () => {
  expect(searchOutcome({ shown: -1, count: 0, stopped: false })).toBe("Not found");
  expect(searchOutcome({ shown: 2, count: 12, stopped: false })).toBe("3 of 12");
  expect(searchOutcome({ shown: -1, count: 12, stopped: false })).toBe("12 found");
  expect(searchOutcome({ shown: 0, count: MATCHES_MOST, stopped: false })).toBe("1 of 2000 or more");
});

it("says when a search was cut short", () => {
  expect(searchOutcome({ shown: 2, count: 3, stopped: true })).toBe("3 of 3. The search was stopped: this expression takes too long.");
});
