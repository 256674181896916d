import type { Place } from "./terminal-session";
import { numbered } from "./numbered";
import type { Snapshot } from "./snapshots";
import { tabAfter } from "./tabs";

/** New output, or the bell, which says more. */
export type Heard = "" | "output" | "bell";

/** A terminal's tab. */
export interface Tab {
  readonly id: number;
  readonly host: string;
  /** The account on it, or "" for the usual one. */
  readonly user: string;
  /** Its host's name, with a number if there are several tabs for the host. */
  readonly name: string;
  /** The title that its programs have set, or "". */
  readonly title: string;
  /** How its terminal is connected, in one word. */
  readonly state: string;
  /** What happened in it while another tab was in front. */
  readonly heard: Heard;
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
  private readonly concealed = new Set<number>();
  private named: readonly string[] = [];

  /** Those of terminals. */
  get list(): readonly Tab[] {
    return this.tabs.filter((tab) => !this.concealed.has(tab.id));
  }

  /** The names of those of terminals: the same array while they are the same. */
  get names(): readonly string[] {
    const names = this.list.map((tab) => tab.name);
    if (names.join("\n") !== this.named.join("\n")) {
      this.named = names;
    }
    return this.named;
  }

  /** The tabs of all terminals, including those that are about to end. */
  get all(): readonly Tab[] {
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
    // A tab keeps its number when others are closed.
    const number = [...Array(this.tabs.length + 1).keys()].find((n) => !this.tabs.some((tab) => tab.name === numbered(host, n + 1))) ?? 0;
    this.tabs = [...this.tabs, { id, host, user, name: numbered(host, number + 1), title: "", state: "connecting", heard: "", place, snapshot }];
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
    this.mark(id, "");
  }

  /** Notes output or a bell of a tab that is not in front; a bell is not replaced by output. Returns whether the mark changed. */
  hear(id: number, heard: Heard): boolean {
    const tab = this.tabs.find((one) => one.id === id);
    const news = tab !== undefined && id !== this.chosen && tab.heard !== "bell" && tab.heard !== heard;
    if (news) {
      this.mark(id, heard);
    }
    return news;
  }

  private mark(id: number, heard: Heard): void {
    this.tabs = this.tabs.map((tab) => (tab.id === id ? { ...tab, heard } : tab));
  }

  /** Closes a tab. If it was in front, the tab that takes its place comes to the front. */
  remove(id: number): void {
    this.conceal(id);
    this.tabs = this.tabs.filter((tab) => tab.id !== id);
    this.concealed.delete(id);
  }

  /** Hides a tab whose terminal is about to end. */
  conceal(id: number): void {
    const at = this.list.findIndex((tab) => tab.id === id);
    this.concealed.add(id);
    if (this.chosen === id) {
      this.select(this.list[Math.min(at, this.list.length - 1)]?.id ?? HOSTS);
    }
  }

  /** Shows a hidden tab again, in front, because its terminal continues. */
  reveal(id: number): void {
    this.concealed.delete(id);
    this.select(id);
  }

  /** The tab to which a key leads, or null for a key that leads nowhere. */
  after(key: string): number | null {
    const ids = [HOSTS, ...this.list.map((tab) => tab.id)];
    const to = tabAfter(key, ids.indexOf(this.chosen), ids.length);
    return to === null ? null : (ids[to] ?? HOSTS);
  }
}
