import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Endings, UNDO_MS } from "./endings";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("wait for second thoughts, each its own time", () => {
  const [end, undone, changed] = [vi.fn(), vi.fn(), vi.fn()];
  const endings = new Endings(changed);
  endings.begin("web-1", () => end(1), () => undone(1));
  vi.advanceTimersByTime(UNDO_MS / 2);
  endings.begin("web-2", () => end(2), () => undone(2));
  expect(endings.list.map((one) => one.host)).toEqual(["web-1", "web-2"]);
  vi.advanceTimersByTime(UNDO_MS / 2 - 1);
  expect(end).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(end).toHaveBeenCalledExactlyOnceWith(1);
  endings.undo(endings.list[0]?.id ?? 0);
  expect(undone).toHaveBeenCalledExactlyOnceWith(2);
  vi.advanceTimersByTime(UNDO_MS);
  expect(end).toHaveBeenCalledOnce();
  expect(endings.list).toEqual([]);
  expect(changed).toHaveBeenCalledTimes(4);
});

it("end at once when they are told to, and all when the page goes away", () => {
  const end = vi.fn();
  const endings = new Endings(() => undefined);
  [1, 2, 3].forEach((n) => endings.begin("web-1", () => end(n), () => undefined));
  endings.now(endings.list[1]?.id ?? 0);
  expect(end.mock.calls).toEqual([[2]]);
  endings.all();
  expect(end.mock.calls).toEqual([[2], [1], [3]]);
  vi.advanceTimersByTime(UNDO_MS);
  expect(end).toHaveBeenCalledTimes(3);
});
