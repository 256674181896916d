import { describe, expect, it } from "vitest";
import { OutputLine } from "./output";

function line(): { output: OutputLine; acks: number[]; parse: (count?: number) => void } {
  const waiting: (() => void)[] = [];
  const acks: number[] = [];
  const output = new OutputLine(
    (_bytes, done) => waiting.push(done),
    (offset) => acks.push(offset),
  );
  const parse = (count = waiting.length): void => waiting.splice(0, count).forEach((done) => done());
  return { output, acks, parse };
}

describe("OutputLine", () => {
  it("acknowledges a lone echo as soon as it is parsed, and not before", () => {
    const { output, acks, parse } = line();
    output.startAt(100);
    output.bytes(new Uint8Array(1));
    expect(acks).toEqual([]);
    parse();
    expect(acks).toEqual([101]);
  });

  it("acknowledges every 32 KiB under load, not every frame", () => {
    const { output, acks, parse } = line();
    for (let i = 0; i < 40; i++) {
      output.bytes(new Uint8Array(1024));
    }
    parse(39);
    expect(acks).toEqual([32 * 1024]);
    parse();
    expect(acks).toEqual([32 * 1024, 40 * 1024]);
    expect(output.parsed).toBe(40 * 1024);
  });
});
