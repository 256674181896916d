import { vi } from "vitest";

/** For tests without a browser: what the window tells is told by the event target. Undone by `vi.unstubAllGlobals`. */
export function fakePage(): EventTarget {
  const page = new EventTarget();
  vi.stubGlobal("addEventListener", page.addEventListener.bind(page));
  vi.stubGlobal("removeEventListener", page.removeEventListener.bind(page));
  return page;
}
