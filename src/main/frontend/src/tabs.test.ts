import { expect, it } from "vitest";
import { tabAfter } from "./tabs";

it("arrows go around, Home and End to the ends", () => {
  expect(tabAfter("ArrowRight", 0, 3)).toBe(1);
  expect(tabAfter("ArrowRight", 2, 3)).toBe(0);
  expect(tabAfter("ArrowLeft", 0, 3)).toBe(2);
  expect(tabAfter("Home", 2, 3)).toBe(0);
  expect(tabAfter("End", 0, 3)).toBe(2);
  expect(tabAfter("ArrowDown", 0, 3)).toBeNull();
  expect(tabAfter("next", 0, 1)).toBe(0);
});
