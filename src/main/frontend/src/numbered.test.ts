import { describe, expect, it } from "vitest";
import { numbered, numberedByHost } from "./numbered";

const one = (terminal: string, host: string, minute: number): { terminal: string; host: string; openedAt: string } => ({
  terminal, host, openedAt: `2026-01-01T00:0${minute}:00Z`,
});

describe("terminals of one host", () => {
  it("are numbered by age, and the first has no number", () => {
    const running = [one("c", "web-1", 3), one("x", "web-2", 2), one("a", "web-1", 1)];
    const numbers = numberedByHost(running, new Map());
    expect(running.map((each) => numbered(each.host, numbers.get(each.terminal) ?? 0))).toEqual(["web-1 (2)", "web-2", "web-1"]);
  });

  it("keep their numbers when another one ends, and a new one takes the free number", () => {
    const first = numberedByHost([one("a", "web-1", 1), one("b", "web-1", 2)], new Map());
    const second = numberedByHost([one("b", "web-1", 2)], first);
    expect([...second]).toEqual([["b", 2]]);
    expect(numberedByHost([one("b", "web-1", 2), one("d", "web-1", 4)], second).get("d")).toBe(1);
  });

  it("are called by no name that a tab of this page has", () => {
    const numbers = numberedByHost([one("a", "web-1", 1), one("b", "web-2", 2)], new Map(), ["web-1", "web-1 (2)"]);
    expect([...numbers]).toEqual([["a", 3], ["b", 1]]);
  });
});
