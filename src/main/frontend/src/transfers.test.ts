import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { RefusedError } from "./api";
import type { Moving, Panel } from "./files-api";
import { Transfers } from "./transfers";

const ignore = (): void => undefined;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("is busy while the server sends a download, which closing would break off", async () => {
  let moving: Moving[] = [{ id: "d1", direction: "download", name: "image.iso", bytes: 1, size: 2 }];
  const transfers = new Transfers(ignore, ignore);
  transfers.use({ moving: () => Promise.resolve(moving) } as unknown as Panel);
  expect(transfers.busy).toBe(false);
  transfers.lookOften();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(transfers.busy).toBe(true);
  moving = [];
  await vi.advanceTimersByTimeAsync(1_000);
  expect(transfers.busy).toBe(false);
});

it("is busy while an upload is under way or waits, not after it failed", async () => {
  const transfers = new Transfers(ignore, ignore);
  let refuse: (why: Error) => void = ignore;
  const state = (): Promise<never> => new Promise((_, no) => (refuse = no));
  transfers.use({ state, send: state, giveUp: () => Promise.resolve() } as unknown as Panel);
  transfers.upload("/home", [{ file: new File(["text"], "notes.txt"), directory: [] }], false, 1_024);
  expect(transfers.busy).toBe(true);
  refuse(new Error("No room."));
  await vi.advanceTimersByTimeAsync(0);
  expect(transfers.jobs.map((one) => one.state)).toEqual(["failed"]);
  expect(transfers.busy).toBe(false);
});

it("forgets all that are done at once, and nothing else", async () => {
  const transfers = new Transfers(ignore, ignore);
  const send = (slice: { path: string }): Promise<unknown> =>
    slice.path.endsWith("3") ? Promise.reject(new Error("No room.")) : Promise.resolve({ received: 4, done: true });
  transfers.use({ state: () => Promise.resolve({ received: 0 }), send } as unknown as Panel);
  const files = ["1", "2", "3"].map((name) => ({ file: new File(["text"], name), directory: [] }));
  transfers.upload("/home", files, false, 1_024);
  await vi.advanceTimersByTimeAsync(0);
  expect(transfers.jobs.map((one) => one.state)).toEqual(["done", "done", "failed"]);
  transfers.forgetDone();
  expect(transfers.jobs.map((one) => one.name)).toEqual(["3"]);
});

it("says so when all of an upload had arrived before it was cancelled", async () => {
  const arrived: string[] = [];
  const transfers = new Transfers(ignore, (directory) => arrived.push(directory));
  const send = (_: unknown, __: unknown, ___: unknown, signal: AbortSignal): Promise<never> =>
    new Promise((_, no) => signal.addEventListener("abort", () => no(new Error("Cancelled."))));
  const giveUp = (): Promise<never> => Promise.reject(new RefusedError("All of notes.txt has arrived."));
  transfers.use({ state: () => Promise.resolve({ received: 0 }), send, giveUp } as unknown as Panel);
  transfers.upload("/home", [{ file: new File(["text"], "notes.txt"), directory: [] }], false, 1_024);
  await vi.advanceTimersByTimeAsync(0);
  transfers.cancel(transfers.jobs[0]?.id ?? "");
  await vi.advanceTimersByTimeAsync(0);
  expect(transfers.jobs.map((one) => one.message)).toEqual(["All of notes.txt has arrived."]);
  expect(arrived).toEqual(["/home"]);
});
