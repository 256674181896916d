import { expect, it } from "vitest";
import { offers } from "./transfer-offers";
import type { Job } from "./job";

it.each([
  ["waiting", "resume", ["Cancel"]],
  ["moving", "replace", ["Cancel"]],
  ["done", "resume", ["Dismiss"]],
  ["failed", "resume", ["Resume", "Dismiss"]],
  ["failed", "replace", ["Replace", "Dismiss"]],
  ["failed", "none", ["Dismiss"]],
] as const)("a transfer that is %s with the remedy %s offers %s", (state, remedy, texts) => {
  expect(offers({ state, remedy } as Job).map((one) => one.text)).toEqual(texts);
});
