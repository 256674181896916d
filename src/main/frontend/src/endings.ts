/** How long an end can be undone. */
export const UNDO_MS = 10_000;

/** A terminal that a person ended; it really ends when the time for an undo is over. */
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
 * Delayed ends of terminals that can be undone. The page cannot know whether a shell is idle, and a confirmation for each end
 * would be clicked away unread.
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

  /** Ends a terminal now. */
  now(id: number): void {
    this.take(id)?.end();
    this.changed();
  }

  /** Ends all of them now, because the page is being left. */
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
