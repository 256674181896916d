import { backoff } from "./countdown";

/** A temporary failure of the network or the server: the same request may work later. */
export class Passing extends Error {}

/** Waits this many milliseconds, or until the browser is online again or the signal is aborted. Never throws. */
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
   * @param waits called before each wait with the reason, and its end as of `performance.now()`
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
   * @throws the error if it is not temporary or there were too many, or the signal's reason
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
 * Aborts a request that gets no answer in time, for example because the network was lost without an error.
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
