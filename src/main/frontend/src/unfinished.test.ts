import { describe, expect, it } from "vitest";
import { Unfinished } from "./unfinished";

function after(text: string | number[]): number {
  const unfinished = new Unfinished();
  unfinished.push(typeof text === "string" ? new TextEncoder().encode(text) : Uint8Array.from(text));
  return unfinished.length;
}

describe("Unfinished", () => {
  it.each([
    ["plain text", "hello\r\n", 0],
    ["a whole sequence", "a\u001b[1;31mred", 0],
    ["a sequence that has begun", "a\u001b[1;3", 5],
    ["a lone escape", "a\u001b", 1],
    ["a charset that has begun", "a\u001b(", 2],
    ["a charset", "a\u001b(B", 0],
    ["a title that has begun", "a\u001b]0;tit", 7],
    ["a title ended by BEL", "a\u001b]0;title\u0007", 0],
    ["a title ended by ST", "a\u001b]0;title\u001b\\", 0],
    ["a title whose ST has begun", "\u001b]0;t\u001b", 6],
    ["a sequence after a sequence that was cut off", "\u001b[1\u001b[2", 3],
    ["a cancelled sequence", "\u001b[1\u0018", 0],
    ["whole characters", "é€😀", 0],
  ])("%s", (_name, text, length) => {
    expect(after(text)).toBe(length);
  });

  it("counts the beginning of a character", () => {
    expect(after([0x61, 0xf0, 0x9f, 0x98])).toBe(3);
    expect(after([0xe2, 0x82])).toBe(2);
    expect(after([0xe2, 0x61])).toBe(0);
    expect(after([0x80, 0xff])).toBe(0);
  });

  it("does not care how the bytes were cut", () => {
    const bytes = new TextEncoder().encode("x\u001b]8;;https://example.com\u001b\\😀\u001b[3");
    const whole = new Unfinished();
    whole.push(bytes);
    const single = new Unfinished();
    bytes.forEach((byte) => single.push(Uint8Array.of(byte)));
    expect(single.length).toBe(whole.length);
    expect(whole.length).toBe(3);
  });
});
