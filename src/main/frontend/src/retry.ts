import { backoff } from "./countdown";

/** The network failed, or the server for a moment: the same request may work later. */
export class Passing extends Error {}

/** Waits this many milliseconds, and no longer once the browser is online again or the signal is aborted. Never fails. */
export function pause(millis: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      removeEventListener("online", done);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, millis);
    addEventListener("online", done);
    signal.addEventListener("abort", done);
    if (signal.aborted) {
      done();
    }
  });
}

/** Counts failures in a row, and waits longer after each. */
export class Tries {
  private failed = 0;

  /**
   * @param signal ends each wait
   * @param waits told why, and until when on the clock of `performance.now()`, before each wait
   * @param most failures in a row before {@link again} throws the last one
   * @param wait replaced in tests
   */
  constructor(
    private readonly signal: AbortSignal,
    private readonly waits: (why: Passing, until: number) => void,
    private readonly most = Infinity,
    private readonly wait = pause,
  ) {}

  succeeded(): void {
    this.failed = 0;
  }

  /**
   * Waits before the next try.
   *
   * @throws the error where it does not pass or there were too many, and the signal's reason
   */
  async again(error: unknown): Promise<void> {
    this.signal.throwIfAborted();
    if (!(error instanceof Passing) || ++this.failed > this.most) {
      throw error;
    }
    const wait = backoff(this.failed, Math.random());
    this.waits(error, performance.now() + wait);
    await this.wait(wait, this.signal);
    this.signal.throwIfAborted();
  }
}

/**
 * Gives a request up that gets no answer in time, as after a loss of the network that nobody is told of.
 *
 * @throws Passing when the time is over
 */
export async function within<T>(millis: number, signal: AbortSignal, ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const stop = new AbortController();
  const leave = (): void => stop.abort(signal.reason);
  signal.addEventListener("abort", leave);
  const timer = setTimeout(() => stop.abort(new Passing("Fairlead does not answer.")), millis);
  try {
    signal.throwIfAborted();
    return await ask(stop.signal);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", leave);
  }
}
