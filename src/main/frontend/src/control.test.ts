import { expect, it } from "vitest";
import { controlOf } from "./control";

it("makes control characters of what has one, and of nothing else", () => {
  expect([..."cC[\\]_@"].map(controlOf)).toEqual(["\u0003", "\u0003", "\u001b", "\u001c", "\u001d", "\u001f", "\u0000"]);
  expect(controlOf("é")).toBe("é");
  expect(controlOf("1")).toBe("1");
  expect(controlOf("\u001b[A")).toBe("\u001b[A");
  expect(controlOf("pasted text")).toBe("pasted text");
});
