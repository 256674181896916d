import { describe, expect, it } from "vitest";
import { clipboardWish } from "./clipboard";

describe("OSC 52", () => {
  it("puts text on the clipboard", () => {
    expect(clipboardWish(`c;${btoa("hello")}`)).toEqual({ text: "hello" });
    expect(clipboardWish("c;w6k=")).toEqual({ text: "é" });
  });

  it("never reads it", () => {
    expect(clipboardWish("c;?")).toHaveProperty("refused");
    expect(clipboardWish("?")).toHaveProperty("refused");
  });

  it("has a limit", () => {
    expect(clipboardWish(`c;${"A".repeat(100 * 1024)}`)).toHaveProperty("text");
    expect(clipboardWish(`c;${"A".repeat(100 * 1024 + 4)}`)).toHaveProperty("refused");
  });

  it("takes text only", () => {
    expect(clipboardWish("c;%%%")).toHaveProperty("refused");
    expect(clipboardWish("c;/w==")).toHaveProperty("refused");
  });
});
