import { LitElement } from "lit";

/** A part of the page that knows which of its elements should have the focus. */
export interface FocusHome extends HTMLElement {
  /** Takes the focus; false when it has no place for it now. */
  takeFocus(): boolean;
}

/** The focused element, through all shadow roots. */
export function deepFocus(): Element | null {
  let one = document.activeElement;
  while (one?.shadowRoot?.activeElement) {
    one = one.shadowRoot.activeElement;
  }
  return one;
}

/** Whether keys there go to a shell or into a text field, which has its own undo. */
export function takesText(one: Element | null): boolean {
  return one instanceof HTMLTextAreaElement || (one instanceof HTMLInputElement && one.value !== "");
}

/**
 * Dispatches `focus` when an element of any component gets the focus, and `changed` when any component was drawn or a dialog
 * closed.
 */
const COMPONENTS = new EventTarget();

const isHome = (one: Node): one is FocusHome => one instanceof HTMLElement && "takeFocus" in one;

/** Whether the element can have the focus: it is connected and drawn. */
function isThere(one: Element): boolean {
  return one.isConnected && one.getClientRects().length > 0;
}

/** An element and all its ancestors, through shadow roots. */
function wayOut(from: Node): Node[] {
  const way: Node[] = [];
  for (let one: Node | null = from; one; one = one instanceof ShadowRoot ? one.host : one.parentNode) {
    way.push(one);
  }
  return way;
}

/** Focuses a part of the page that is a {@link FocusHome}, or the first control of a dialog; returns whether that worked. */
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

/** Whether no element has the focus. */
function isNowhere(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}

/**
 * Keeps the focus from falling to the body, where keys do nothing. Any update may remove, hide or disable the focused element;
 * then its nearest ancestor that is still there takes the focus. A click on an empty place moves the focus to the body on purpose
 * and is left alone.
 */
export class FocusKeeper {
  /** The focused element and its ancestors, as of when it got the focus: a removed element no longer has ancestors. */
  private way: Node[] = [];
  private waits = false;
  private readonly leave = new AbortController();

  constructor() {
    const { signal } = this.leave;
    // Focus changes within one component are not visible outside, so each component reports them.
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

  /**
   * Checks the focus after the next frame, because the browser removes it from hidden or disabled elements only when it draws.
   */
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

// Must run before any component is defined.
LitElement.addInitializer((element) =>
  element.addController({
    hostConnected: () => {
      element.renderRoot.addEventListener("focusin", focused);
      element.renderRoot.addEventListener("close", changed, { capture: true });
    },
    hostUpdated: changed,
  }),
);

// Module-level functions, so that adding them again for a reconnected component has no effect.
function focused(): void {
  COMPONENTS.dispatchEvent(new Event("focus"));
}

function changed(): void {
  COMPONENTS.dispatchEvent(new Event("changed"));
}
