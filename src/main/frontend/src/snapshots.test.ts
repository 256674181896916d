import { describe, expect, it } from "vitest";
import { FORM, type ScreenState } from "./screen-state";
import { forgetSnapshots, keepSnapshots, takeSnapshots, type Snapshot } from "./snapshots";

class Store {
  private kept: string | null = null;
  constructor(private readonly room = Infinity) {}
  getItem = (): string | null => this.kept;
  removeItem = (): void => void (this.kept = null);
  setItem = (_key: string, value: string): void => {
    if (value.length > this.room) {
      throw new DOMException("full", "QuotaExceededError");
    }
    this.kept = value;
  };
}

/** No real one: just as large. */
const screenOf = (text: string): ScreenState => ({ form: FORM, text }) as unknown as ScreenState;

const snapshot = (text: string | null): Snapshot => ({
  terminal: "t", token: "k", output: 7, inputStart: 3, input: Uint8Array.of(0, 200, 255), host: "web-1", user: "deploy", screen: text === null ? null : screenOf(text), active: true,
});

describe("snapshots", () => {
  it("come back once, as they were", () => {
    const store = new Store();
    keepSnapshots(store, "ada", () => [snapshot("screen")]);
    expect(takeSnapshots(store, "ada")).toEqual([snapshot("screen")]);
    expect(takeSnapshots(store, "ada")).toEqual([]);
  });

  it("are never shown to somebody else, and are gone then", () => {
    const store = new Store();
    keepSnapshots(store, "ada", () => [snapshot("secret")]);
    expect(takeSnapshots(store, "eve")).toEqual([]);
    expect(store.getItem()).toBeNull();
  });

  it("hold less of the screen when there is little room", () => {
    const store = new Store(600);
    keepSnapshots(store, "ada", (lines) => [snapshot("x".repeat(Math.max(0, lines)))]);
    expect(takeSnapshots(store, "ada")[0]?.screen).toEqual(screenOf("x".repeat(200)));
  });

  it("are given up when there is no room at all", () => {
    const store = new Store(10);
    keepSnapshots(store, "ada", () => [snapshot("")]);
    expect(store.getItem()).toBeNull();
  });

  it("have no screen where it is of another release", () => {
    const store = new Store();
    keepSnapshots(store, "ada", () => [{ ...snapshot(null), screen: "\u001b[2J" as unknown as ScreenState }]);
    expect(takeSnapshots(store, "ada")).toEqual([snapshot(null)]);
  });

  it("can be forgotten, and broken ones are none", () => {
    const store = new Store();
    keepSnapshots(store, "ada", () => [snapshot("screen")]);
    forgetSnapshots(store);
    expect(takeSnapshots(store, "ada")).toEqual([]);
    store.setItem("", "{{");
    expect(takeSnapshots(store, "ada")).toEqual([]);
  });
});
