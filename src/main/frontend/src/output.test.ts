import { describe, expect, it } from "vitest";
import { OutputLine, PIECE } from "./output";

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

  it("shows up to the last whole character or sequence", () => {
    const { output, parse } = line();
    output.startAt(100);
    output.bytes(new TextEncoder().encode("ab\u001b[3"));
    expect(output.shown).toBe(100);
    parse();
    expect(output.parsed).toBe(105);
    expect(output.shown).toBe(102);
    output.bytes(new TextEncoder().encode("1mx"));
    parse();
    expect(output.shown).toBe(108);
  });

  it("tells what an earlier page has drawn from what is new", () => {
    const drawn: [number, boolean][] = [];
    const output = new OutputLine((bytes, done, replayed) => {
      drawn.push([bytes.length, replayed]);
      done();
    }, () => undefined);
    output.startAt(100);
    output.replayTo(150);
    output.bytes(new Uint8Array(30));
    output.bytes(new Uint8Array(30));
    output.bytes(new Uint8Array(30));
    expect(drawn).toEqual([[30, true], [20, true], [10, false], [30, false]]);
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

  it("draws a large frame in pieces, so that a key need not wait for all of it", () => {
    const drawn: number[] = [];
    const output = new OutputLine(
      (bytes) => drawn.push(bytes.length),
      () => undefined,
    );
    output.bytes(new Uint8Array(2 * PIECE + 1));
    expect(drawn).toEqual([PIECE, PIECE, 1]);
    expect(output.arrived).toBe(2 * PIECE + 1);
  });
});
