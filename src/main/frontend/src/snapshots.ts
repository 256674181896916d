import type { Place } from "./terminal-session";
import { isScreenState, type ScreenState } from "./screen-state";

/** What a page keeps of a terminal over a reload. */
export interface Snapshot extends Place {
  host: string;
  /** The account on it, or "" for the usual one. */
  user: string;
  /** Null for a screen that was too large to keep, or of another release. */
  screen: ScreenState | null;
  /** Whether it was the one in front. */
  active: boolean;
  /** Whether its files are to be opened again, because they were closed when the login ended. */
  files?: boolean;
}

interface Kept {
  person: string;
  terminals: (Omit<Snapshot, "input"> & { input: string })[];
}

type Store = Pick<Storage, "getItem" | "setItem" | "removeItem">;

const KEY = "fairlead.terminals";

/**
 * Keeps a person's terminals across a reload, in sessionStorage, which belongs to this browser tab and ends with it.
 *
 * @param take makes the snapshots with at most this number of lines above the screen, or, for -1, without any screen
 */
export function keepSnapshots(store: Store, person: string, take: (lines: number) => Snapshot[]): void {
  for (const lines of [10_000, 4_000, 1_000, 200, 0, -1]) {
    const terminals = take(lines).map((one) => ({ ...one, input: toBase64(one.input) }));
    try {
      store.setItem(KEY, JSON.stringify({ person, terminals } satisfies Kept));
      return;
    } catch {
      // Too large for the storage: tries again with fewer lines.
    }
  }
  store.removeItem(KEY);
}

/**
 * Returns and removes the snapshots, so that a duplicated browser tab does not take over the terminals. Only for the person who
 * made them.
 */
export function takeSnapshots(store: Store, person: string): Snapshot[] {
  try {
    const kept = JSON.parse(store.getItem(KEY) ?? "null") as Kept | null;
    store.removeItem(KEY);
    return kept?.person === person ? kept.terminals.map(taken) : [];
  } catch {
    return [];
  }
}

function taken(one: Kept["terminals"][number]): Snapshot {
  return { ...one, screen: isScreenState(one.screen) ? one.screen : null, input: fromBase64(one.input) };
}

export function forgetSnapshots(store: Store): void {
  store.removeItem(KEY);
}

function toBase64(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += 8192) {
    text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  }
  return btoa(text);
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
