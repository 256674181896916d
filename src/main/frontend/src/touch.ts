import type { Terminal } from "@xterm/xterm";
import { joined, wordAt, type Span } from "./word";

/** Duration of a long press, which selects a word. */
const PRESS_MS = 500;
/** A finger that moves further than this scrolls. */
const MOVES_PX = 10;
/** Factor by which the speed decreases every 16 ms. */
const FRICTION = 0.95;
const SLOWEST = 0.02;

/** Swipes scroll and a long press selects: xterm.js has neither. */
export class Touch {
  private readonly leave = new AbortController();
  private press: ReturnType<typeof setTimeout> | undefined;
  private begun: { x: number; y: number } | null = null;
  private scrolling = false;
  private anchor: Span | null = null;
  private last = { y: 0, at: 0 };
  /** Pixels a millisecond, downwards. */
  private speed = 0;
  private rest = 0;
  private frame = 0;

  constructor(
    private readonly element: HTMLElement,
    private readonly terminal: Terminal,
  ) {
    const options = { signal: this.leave.signal, passive: false, capture: true };
    element.addEventListener("touchstart", (event) => this.start(event), options);
    element.addEventListener("touchmove", (event) => this.move(event), options);
    element.addEventListener("touchend", (event) => this.end(event), options);
    element.addEventListener("touchcancel", () => this.stop(), options);
    // The browser's own long press would select text and open a menu.
    element.addEventListener("contextmenu", (event) => this.begun && swallow(event), options);
  }

  dispose(): void {
    this.stop();
    cancelAnimationFrame(this.frame);
    this.leave.abort();
  }

  private start(event: TouchEvent): void {
    this.stop();
    cancelAnimationFrame(this.frame);
    const [finger, second] = event.touches;
    if (finger && !second) {
      this.begun = { x: finger.clientX, y: finger.clientY };
      this.last = { y: finger.clientY, at: event.timeStamp };
      this.press = setTimeout(() => this.choose(), PRESS_MS);
    }
  }

  private move(event: TouchEvent): void {
    const finger = event.touches[0];
    if (!this.begun || !finger) {
      return;
    }
    if (this.anchor) {
      swallow(event);
      this.select(joined(this.anchor, this.cell(finger.clientX, finger.clientY)));
    } else if (this.scrolling || Math.hypot(finger.clientX - this.begun.x, finger.clientY - this.begun.y) > MOVES_PX) {
      swallow(event);
      clearTimeout(this.press);
      this.scrolling = true;
      const moved = finger.clientY - this.last.y;
      this.speed = moved / Math.max(1, event.timeStamp - this.last.at);
      this.last = { y: finger.clientY, at: event.timeStamp };
      this.scroll(moved);
    }
  }

  private end(event: TouchEvent): void {
    if (this.anchor || this.scrolling) {
      // Otherwise a click would follow, which clears the selection and brings up the keyboard.
      swallow(event);
    }
    if (this.scrolling && event.timeStamp - this.last.at < 100) {
      this.glide(performance.now());
    }
    this.stop();
  }

  private stop(): void {
    clearTimeout(this.press);
    this.begun = null;
    this.scrolling = false;
    this.anchor = null;
  }

  private choose(): void {
    if (this.begun) {
      const { from } = this.cell(this.begun.x, this.begun.y);
      const { cols, buffer } = this.terminal;
      this.anchor = wordAt(buffer.active, cols, Math.floor(from / cols), from % cols);
      this.select(this.anchor);
    }
  }

  private select({ from, to }: Span): void {
    const { cols } = this.terminal;
    this.terminal.select(from % cols, Math.floor(from / cols), to - from);
  }

  private glide(before: number): void {
    this.frame = requestAnimationFrame((now) => {
      this.scroll(this.speed * (now - before));
      this.speed *= FRICTION ** ((now - before) / 16);
      if (Math.abs(this.speed) > SLOWEST) {
        this.glide(now);
      }
    });
  }

  /** Scrolls like a mouse wheel, so that programs with mouse reports or on the alternate screen receive what they expect. */
  private scroll(pixels: number): void {
    this.rest -= pixels;
    const { top, left, width, height } = this.cells();
    const lines = Math.trunc(this.rest / (height / this.terminal.rows));
    if (lines !== 0) {
      this.rest -= lines * (height / this.terminal.rows);
      if (this.terminal.buffer.active.type === "normal" && this.terminal.modes.mouseTrackingMode === "none") {
        this.terminal.scrollLines(lines);
        return;
      }
      const place = { clientX: left + width / 2, clientY: top + height / 2 };
      for (let left = Math.abs(lines); left > 0; left--) {
        const wheel = { deltaY: Math.sign(lines), deltaMode: WheelEvent.DOM_DELTA_LINE, bubbles: true, cancelable: true, ...place };
        this.terminal.element?.querySelector(".xterm-screen")?.dispatchEvent(new WheelEvent("wheel", wheel));
      }
    }
  }

  private cell(x: number, y: number): Span {
    const { cols, rows, buffer } = this.terminal;
    const { left, top, width, height } = this.cells();
    const at = (of: number, count: number): number => Math.min(count - 1, Math.max(0, Math.floor(of * count)));
    const cell = (buffer.active.viewportY + at((y - top) / height, rows)) * cols + at((x - left) / width, cols);
    return { from: cell, to: cell + 1 };
  }

  private cells(): DOMRect {
    return (this.element.querySelector(".xterm-screen") ?? this.element).getBoundingClientRect();
  }
}

function swallow(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
}
