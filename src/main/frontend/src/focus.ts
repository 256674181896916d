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

/** Whether keys there go to a shell or into a text, which has an undo of its own. */
export function takesText(one: Element | null): boolean {
  return one instanceof HTMLTextAreaElement || (one instanceof HTMLInputElement && one.value !== "");
}

/** Tells `focus` when an element of any component gets the focus, and `changed` when any component was drawn or a dialog closed. */
const COMPONENTS = new EventTarget();

const isHome = (one: Node): one is FocusHome => one instanceof HTMLElement && "takeFocus" in one;

/** Whether somebody could have the focus there: connected and drawn. */
function isThere(one: Element): boolean {
  return one.isConnected && one.getClientRects().length > 0;
}

/** An element and all that it is in, outwards through shadow roots. */
function wayOut(from: Node): Node[] {
  const way: Node[] = [];
  for (let one: Node | null = from; one; one = one instanceof ShadowRoot ? one.host : one.parentNode) {
    way.push(one);
  }
  return way;
}

/** Gives the focus to a part of the page that wants it, or to the first control of a dialog; tells whether it has it now. */
function takesFocus(one: Node): boolean {
  if (isHome(one) && isThere(one)) {
    return one.takeFocus() && !isNowhere();
  }
  if (one instanceof HTMLDialogElement && one.open) {
    one.querySelector<HTMLElement>("input, select, button:not(:disabled)")?.focus();
    return !isNowhere();
  }
  return false;
}

/** Whether keys go to nothing. */
function isNowhere(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}

/**
 * The focus never falls to the body, where keys do nothing. What had it may be taken away, hidden or disabled by any
 * update of any component: then the nearest part of the page around it that is still there takes the focus. Somebody who
 * clicks beside everything has put it there, and is left alone.
 */
export class FocusKeeper {
  /** From what has the focus outwards, as of when it got it: what is taken away has no way out any more. */
  private way: Node[] = [];
  private waits = false;
  private readonly leave = new AbortController();

  constructor() {
    const { signal } = this.leave;
    // Within one component the focus moves unseen by what is around it, so each of them tells.
    COMPONENTS.addEventListener("focus", () => this.got(), { signal });
    COMPONENTS.addEventListener("changed", () => this.look(), { signal });
    addEventListener("focusin", () => this.got(), { signal });
    addEventListener("focusout", () => this.look(), { signal });
    addEventListener("resize", () => this.look(), { signal });
  }

  stop(): void {
    this.leave.abort();
  }

  private got(): void {
    const focus = deepFocus();
    if (focus && !isNowhere()) {
      this.way = wayOut(focus);
    }
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
    if (isNowhere() && last instanceof Element && (!isThere(last) || last.matches(":disabled"))) {
      around.some(takesFocus);
    }
  }
}

// Before any component is defined, or it would not be told of them.
LitElement.addInitializer((element) =>
  element.addController({
    hostConnected: () => {
      element.renderRoot.addEventListener("focusin", focused);
      element.renderRoot.addEventListener("close", changed, { capture: true });
    },
    hostUpdated: changed,
  }),
);

// Functions of the module: added again when a component is connected again, they are still there once.
function focused(): void {
  COMPONENTS.dispatchEvent(new Event("focus"));
}

function changed(): void {
  COMPONENTS.dispatchEvent(new Event("changed"));
}
