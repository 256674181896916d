import type { Place } from "./conversation";
import type { Snapshot } from "./snapshots";
import { tabAfter } from "./tabs";

/** A terminal's tab. */
export interface Tab {
  readonly id: number;
  readonly host: string;
  /** The account on it, or "" for the usual one. */
  readonly user: string;
  readonly title: string;
  /** How its terminal is connected, in one word. */
  readonly state: string;
  readonly place: Place | null;
  readonly snapshot: Snapshot | null;
}

/** The tab that every page has. */
export const HOSTS = 0;

/** The tabs of the page, and which of them is in front. */
export class OpenTabs {
  private tabs: readonly Tab[] = [];
  private chosen = HOSTS;
  private next = HOSTS + 1;

  /** Those of terminals. */
  get list(): readonly Tab[] {
    return this.tabs;
  }

  get active(): number {
    return this.chosen;
  }

  /** The terminal in front, or null. */
  get front(): Tab | null {
    return this.tabs.find((tab) => tab.id === this.chosen) ?? null;
  }

  /** Opens a tab, in front of the others. */
  add(host: string, place: Place | null, snapshot: Snapshot | null = null, user = ""): void {
    const id = this.next++;
    this.tabs = [...this.tabs, { id, host, user, title: host, state: "connecting", place, snapshot }];
    this.chosen = id;
  }

  /** Opens those that a page before this one showed, with the same one in front. */
  restore(snapshots: readonly Snapshot[]): void {
    const first = this.next;
    snapshots.forEach((snapshot) => this.add(snapshot.host, snapshot, snapshot, snapshot.user));
    const front = snapshots.findIndex((one) => one.active);
    this.chosen = front < 0 ? HOSTS : first + front;
  }

  change(id: number, change: Partial<Pick<Tab, "title" | "state">>): void {
    this.tabs = this.tabs.map((tab) => (tab.id === id ? { ...tab, ...change } : tab));
  }

  select(id: number): void {
    this.chosen = id;
  }

  /** Closes a tab; the one that takes its place is in front then. */
  remove(id: number): void {
    const at = this.tabs.findIndex((tab) => tab.id === id);
    this.tabs = this.tabs.filter((tab) => tab.id !== id);
    this.chosen = this.tabs[Math.min(at, this.tabs.length - 1)]?.id ?? HOSTS;
  }

  /** The tab to which a key leads, or null for a key that leads nowhere. */
  after(key: string): number | null {
    const ids = [HOSTS, ...this.tabs.map((tab) => tab.id)];
    const to = tabAfter(key, ids.indexOf(this.chosen), ids.length);
    return to === null ? null : (ids[to] ?? HOSTS);
  }
}
