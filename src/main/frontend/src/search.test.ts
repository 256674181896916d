import { expect, it } from "vitest";
import { MATCHES_MOST, matchCount, searchFault } from "./search";

it("says why a regular expression cannot be searched for", () => {
  expect(searchFault("(", false)).toBe("");
  expect(searchFault("(", true)).toContain("not a complete");
  expect(searchFault("x*", true)).toContain("matches nothing");
  expect(searchFault("err(or)?", true)).toBe("");
});

it("counts matches", () => {
  expect(matchCount(-1, 0)).toBe("Not found");
  expect(matchCount(2, 12)).toBe("3 of 12");
  expect(matchCount(-1, 12)).toBe("12 found");
  expect(matchCount(0, MATCHES_MOST)).toBe("1 of 2000 or more");
});
