/** Checks whether the row has room for all tabs, and scrolls the one in front into view. */
export class TabRow {
  crowded = false;
  /** The tab that was in front when it was looked at last. */
  private seen: Element | null = null;

  /**
   * @param changed called when `crowded` has changed, so that the row is drawn with or without a list of all tabs
   */
  constructor(private readonly changed: () => void) {}

  /** The window has another size. */
  resized(row: HTMLElement, tabs: number): void {
    this.seen = null;
    this.measure(row, tabs);
  }

  measure(row: HTMLElement, tabs: number): void {
    const narrow = matchMedia("(max-width: 480px)").matches;
    const crowded = narrow ? tabs > 1 : row.scrollWidth > row.clientWidth;
    if (crowded !== this.crowded) {
      // The list of all tabs needs room too, so the row is measured again with it.
      this.crowded = crowded;
      this.seen = null;
      this.changed();
      return;
    }
    const front = row.querySelector("[aria-selected=true]")?.parentElement;
    if (this.crowded && front && front !== this.seen) {
      front.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
    this.seen = front ?? null;
  }
}
