import { describe, expect, it } from "vitest";
import { ANSWERS_MOST_BYTES } from "./answers";
import { INPUT_MOST, InputLine } from "./input";

function line(): { input: InputLine; frames: Uint8Array[]; interrupts: number[]; dropped: number[] } {
  const frames: Uint8Array[] = [];
  const interrupts: number[] = [];
  const dropped: number[] = [];
  const input = new InputLine(
    (frame) => frames.push(frame),
    () => interrupts.push(1),
    (bytes) => dropped.push(bytes),
  );
  return { input, frames, interrupts, dropped };
}

const bytes = (length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => i & 255);
const joined = (frames: Uint8Array[]): number[] => frames.flatMap((frame) => [...frame]);

describe("InputLine", () => {
  it("sends nothing before a connection stands, then everything in order", () => {
    const { input, frames } = line();
    input.type(bytes(10));
    input.type(bytes(5));
    expect(frames).toHaveLength(0);
    input.resume(0, 1000);
    expect(joined(frames)).toEqual([...bytes(10), ...bytes(5)]);
  });

  it("never has more under way than the credit", () => {
    const { input, frames } = line();
    input.resume(0, 100);
    input.type(bytes(250));
    expect(joined(frames)).toHaveLength(100);
    input.acknowledged(60);
    expect(joined(frames)).toEqual([...bytes(250)].slice(0, 160));
    input.acknowledged(160);
    expect(joined(frames)).toEqual([...bytes(250)]);
  });

  it("sends again exactly what the server has not taken", () => {
    const { input, frames } = line();
    input.resume(0, 1000);
    input.type(bytes(200));
    frames.length = 0;
    input.disconnected();
    input.type(bytes(3));
    input.resume(120, 1000);
    expect(joined(frames)).toEqual([...[...bytes(200)].slice(120), 0, 1, 2]);
    expect(input.position).toBe(203);
  });

  it("lets Ctrl-C overtake a paste that waits, and only the interrupt's own answer counts", () => {
    const { input, frames, interrupts, dropped } = line();
    input.resume(0, 8000);
    input.type(bytes(20_000));
    frames.length = 0;
    input.type(new Uint8Array([3]));
    expect(interrupts).toHaveLength(1);
    input.acknowledged(1000);
    expect(frames.flatMap((frame) => [...frame])).not.toContain(-1);
    frames.length = 0;
    input.acknowledged(5000, true);
    expect(dropped).toEqual([15_000]);
    expect(joined(frames)).toEqual([3]);
    expect(input.position).toBe(5001);
  });

  it("lets Ctrl-C overtake a single key when the host takes nothing", () => {
    const { input, interrupts } = line();
    input.resume(0, 8000);
    input.type(bytes(1));
    input.type(new Uint8Array([3]));
    expect(interrupts).toHaveLength(0);
    input.stalled = true;
    input.type(new Uint8Array([3]));
    expect(interrupts).toHaveLength(1);
  });

  it("sends no input between an interrupt and its answer", () => {
    const { input, frames } = line();
    input.resume(0, 8000);
    input.type(bytes(20_000));
    frames.length = 0;
    input.type(new Uint8Array([3]));
    input.type(new Uint8Array([65]));
    input.acknowledged(4000);
    expect(frames).toHaveLength(0);
    input.acknowledged(4000, true);
    expect(joined(frames)).toEqual([3, 65]);
  });

  it("takes up what a page before kept", () => {
    const { input, frames } = line();
    input.restore(50, bytes(10));
    input.resume(54, 1000);
    expect(joined(frames)).toEqual([...bytes(10)].slice(4));
    expect(input.position).toBe(60);
  });

  it("takes the server's word where nothing is kept: another page may have typed", () => {
    const { input, frames } = line();
    input.restore(0, bytes(0));
    input.type(bytes(2));
    input.resume(70, 1000);
    expect(joined(frames)).toEqual([0, 1]);
    expect(input.start).toBe(70);
    input.acknowledged(71);
    expect(input.waiting).toBe(1);
  });

  it("refuses what cannot be delivered, and drops what was kept", () => {
    const { input, frames } = line();
    input.resume(0, 1000);
    input.type(bytes(3));
    input.disconnected();
    expect(input.type(bytes(4))).toBe(true);
    frames.length = 0;
    expect(input.waiting).toBe(7);
    expect(input.refuse()).toBe(4);
    expect(input.type(bytes(5))).toBe(false);
    input.answer(bytes(5));
    input.accept();
    expect(input.type(Uint8Array.of(9))).toBe(true);
    input.resume(3, 1000);
    expect(joined(frames)).toEqual([9]);
    expect(input.position).toBe(4);
  });

  it("counts what was sent before a loss and is not acknowledged, until it is delivered", () => {
    const { input } = line();
    input.resume(0, 1000);
    input.type(bytes(16));
    expect(input.waiting).toBe(16);
    input.disconnected();
    expect(input.waiting).toBe(16);
    input.type(bytes(16));
    expect(input.waiting).toBe(32);
    input.resume(0, 1000);
    expect(input.waiting).toBe(32);
    input.acknowledged(32);
    expect(input.waiting).toBe(0);
  });

  it("counts what waits behind a Ctrl-C", () => {
    const { input } = line();
    input.resume(0, 8000);
    input.stalled = true;
    input.type(bytes(10));
    input.type(Uint8Array.of(3));
    input.type(bytes(2));
    expect(input.waiting).toBe(13);
    input.disconnected();
    expect(input.waiting).toBe(13);
  });

  it("drops what waits when another page has typed since", () => {
    const { input, frames, dropped } = line();
    input.resume(0, 1000);
    input.disconnected();
    input.type(bytes(3));
    input.resume(40, 1000);
    expect(dropped).toEqual([3]);
    expect(joined(frames)).toEqual([]);
    expect(input.position).toBe(40);
  });

  it("refuses more than it keeps", () => {
    const { input } = line();
    expect(input.type(new Uint8Array(INPUT_MOST))).toBe(true);
    expect(input.type(bytes(1))).toBe(false);
  });

  it("bounds the answers that a host does not read, whole ones only, and never what is typed", () => {
    const { input, frames } = line();
    input.resume(0, 256 * 1024);
    const answer = bytes(7);
    for (let i = 0; i < 100_000; i++) {
      input.answer(answer);
    }
    expect(input.waiting).toBe(Math.floor(ANSWERS_MOST_BYTES / 7) * 7);
    expect(input.type(Uint8Array.of(65))).toBe(true);
    frames.length = 0;
    // Those that the host has read make room again, byte by byte acknowledged or not.
    input.acknowledged(10);
    input.answer(answer);
    input.answer(answer);
    expect(joined(frames)).toEqual([...answer]);
    input.acknowledged(input.position);
    input.answer(answer);
    expect(input.waiting).toBe(7);
  });

  it("acknowledges small pieces as fast as large ones", () => {
    const { input } = line();
    input.resume(0, 16 * 1024 * 1024);
    const count = 400_000;
    for (let i = 0; i < count; i++) {
      input.type(Uint8Array.of(65, 66));
    }
    const begun = performance.now();
    for (let i = 1; i <= count; i++) {
      input.acknowledged(i);
    }
    // With an array that is shifted it took minutes.
    expect(performance.now() - begun).toBeLessThan(2000);
    expect(input.waiting).toBe(count);
  });
});
