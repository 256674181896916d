import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { fakePage } from "./fake-page";
import { Passing, Tries, pause, within } from "./retry";

let page: EventTarget;

beforeEach(() => {
  vi.useFakeTimers();
  page = fakePage();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const never = new AbortController().signal;

describe("pause", () => {
  it.each([
    ["when its time is over", () => vi.advanceTimersByTime(15_000)],
    ["when the browser is online again", () => page.dispatchEvent(new Event("online"))],
    ["when it is aborted", (stop: AbortController) => stop.abort()],
  ])("ends %s", async (_, event) => {
    const stop = new AbortController();
    let over = false;
    const paused = pause(15_000, stop.signal).then(() => (over = true));
    await vi.advanceTimersByTimeAsync(14_999);
    expect(over).toBe(false);
    event(stop);
    await paused;
    expect(vi.getTimerCount()).toBe(0);
  });

  it("does not begin when it was aborted before", async () => {
    await pause(15_000, AbortSignal.abort());
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("Tries", () => {
  it("throws at once what does not pass", async () => {
    await expect(new Tries(never, () => {}).again(new Error("Denied."))).rejects.toThrow("Denied.");
  });

  it("throws in the end what does not stop, counted from the last success", async () => {
    const tries = new Tries(never, () => {}, 2, () => Promise.resolve());
    const away = new Passing("away");
    await tries.again(away);
    await tries.again(away);
    tries.succeeded();
    await tries.again(away);
    await tries.again(away);
    await expect(tries.again(away)).rejects.toThrow("away");
  });

  it("tells until when it waits, and does", async () => {
    const waits = vi.fn();
    let over = false;
    void new Tries(never, waits).again(new Passing("away")).then(() => (over = true));
    const until = waits.mock.calls[0]?.[1] as number;
    const wait = until - performance.now();
    expect(wait).toBeGreaterThanOrEqual(250);
    await vi.advanceTimersByTimeAsync(wait - 1);
    expect(over).toBe(false);
    await vi.advanceTimersByTimeAsync(2);
    expect(over).toBe(true);
  });

  it("ends with the signal while it waits", async () => {
    const stop = new AbortController();
    const again = new Tries(stop.signal, () => {}).again(new Passing("away"));
    stop.abort(new Error("Closed."));
    await expect(again).rejects.toThrow("Closed.");
  });
});

describe("within", () => {
  const silent = (signal: AbortSignal): Promise<never> => new Promise((_, no) => signal.addEventListener("abort", () => no(signal.reason as Error)));

  it("gives up what has no answer in time, as something that passes", async () => {
    const asked = within(20_000, never, silent).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(await asked).toBeInstanceOf(Passing);
  });

  it("ends with its signal, and leaves no timer after an answer", async () => {
    const stop = new AbortController();
    const asked = within(20_000, stop.signal, silent);
    stop.abort(new Error("Closed."));
    await expect(asked).rejects.toThrow("Closed.");
    expect(await within(20_000, never, () => Promise.resolve(1))).toBe(1);
    expect(vi.getTimerCount()).toBe(0);
  });
});
