import type { Snapshot } from "./terminal-tab";

const KEY = "fairlead.terminals";

/** Keeps this page's terminals over a reload; sessionStorage is this tab's own, and gone with it. */
export function keepSnapshots(snapshots: Snapshot[]): void {
  try {
    const kept = snapshots.map((one) => ({ ...one, input: toBase64(one.input) }));
    sessionStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    // Too much for the storage: the terminals stay in the list of those that still run.
    sessionStorage.removeItem(KEY);
  }
}

/** Takes them back, once: a duplicated browser tab must not take the terminals over. */
export function takeSnapshots(): Snapshot[] {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "[]") as (Omit<Snapshot, "input"> & { input: string })[];
    sessionStorage.removeItem(KEY);
    return kept.map((one) => ({ ...one, input: fromBase64(one.input) }));
  } catch {
    return [];
  }
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
