import { LitElement } from "lit";

/** A part of the page that knows where in it the keyboard is wanted. */
export interface FocusHome extends HTMLElement {
  /** Takes the focus; false when it has no place for it now. */
  takeFocus(): boolean;
}

/** What has the focus, through all shadow roots. */
export function deepFocus(): Element | null {
  let one = document.activeElement;
  while (one?.shadowRoot?.activeElement) {
    one = one.shadowRoot.activeElement;
  }
  return one;
}

/** Any component has drawn itself anew. */
const UPDATES = new EventTarget();

const isHome = (one: EventTarget): one is FocusHome => one instanceof HTMLElement && "takeFocus" in one;

/** Whether somebody could have the focus there: connected, drawn, and in nothing that is inert. */
function isThere(one: Element): boolean {
  return one.isConnected && one.getClientRects().length > 0;
}

/**
 * The focus never falls to the body, where keys do nothing. What had it may be taken away, hidden or disabled by any
 * update of any component: then the nearest part of the page around it that is still there takes the focus. Somebody who
 * clicks beside everything has put it there, and is left alone.
 */
export class FocusKeeper {
  /** From what has the focus outwards, as of when it got it: what is taken away has no way out any more. */
  private way: EventTarget[] = [];
  private waits = false;
  private readonly leave = new AbortController();

  constructor() {
    const { signal } = this.leave;
    addEventListener("focusin", (event) => (this.way = event.composedPath()), { signal });
    addEventListener("focusout", () => this.look(), { signal });
    UPDATES.addEventListener("updated", () => this.look(), { signal });
  }

  stop(): void {
    this.leave.abort();
  }

  /** The browser moves the focus off what is hidden or disabled when it draws next. */
  private look(): void {
    if (!this.waits) {
      this.waits = true;
      setTimeout(() => requestAnimationFrame(() => setTimeout(() => this.keep())));
    }
  }

  private keep(): void {
    this.waits = false;
    const [last, ...around] = this.way;
    const nobody = document.activeElement === null || document.activeElement === document.body;
    if (!nobody || !(last instanceof Element) || (isThere(last) && !last.matches(":disabled"))) {
      return;
    }
    for (const one of around) {
      if (isHome(one) && isThere(one) && one.takeFocus()) {
        return;
      }
    }
  }
}

// Before any component is defined, or it would not be told of their updates.
LitElement.addInitializer((element) =>
  element.addController({ hostUpdated: () => UPDATES.dispatchEvent(new Event("updated")) }),
);
