/** How long an end can be undone. */
export const UNDO_MS = 10_000;

/** A terminal that a person ended, and that ends when its time is over. */
export interface PendingEnd {
  readonly id: number;
  /** Its host, with its number where there are several. */
  readonly host: string;
  /** When it ends, as `Date.now()`. */
  readonly at: number;
}

interface Deed extends PendingEnd {
  end(): void;
  undone(): void;
  timer: ReturnType<typeof setTimeout>;
}

/**
 * Ends that wait a while for second thoughts. Nobody can tell from here whether a shell is idle: a question at each end would
 * be answered without being read.
 */
export class Endings {
  private deeds: readonly Deed[] = [];
  private next = 1;

  /** @param changed told after each change */
  constructor(private readonly changed: () => void) {}

  get list(): readonly PendingEnd[] {
    return this.deeds;
  }

  begin(host: string, end: () => void, undone: () => void): void {
    const id = this.next++;
    const timer = setTimeout(() => this.now(id), UNDO_MS);
    this.deeds = [...this.deeds, { id, host, at: Date.now() + UNDO_MS, end, undone, timer }];
    this.changed();
  }

  undo(id: number): void {
    this.take(id)?.undone();
    this.changed();
  }

  /** Ends it without waiting any more. */
  now(id: number): void {
    this.take(id)?.end();
    this.changed();
  }

  /** The page goes away: what was to end does. */
  all(): void {
    this.deeds.forEach(({ id }) => this.now(id));
  }

  private take(id: number): Deed | undefined {
    const deed = this.deeds.find((one) => one.id === id);
    clearTimeout(deed?.timer);
    this.deeds = this.deeds.filter((one) => one !== deed);
    return deed;
  }
}
