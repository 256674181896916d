import type { Panel } from "./files-api";
import type { Job } from "./job";
import { Rate } from "./rate";
import { Tries, pause, within } from "./retry";

const LOOK_MS = 1_000;
/** Timeout of a request for the downloads, in milliseconds. */
const ANSWER_MS = 15_000;
/** Requests without a download before it stops asking: a browser may take a while to begin one. */
const LOOKS_WITHOUT_ONE = 5;

/** Follows the downloads, which the browser makes by itself, by asking the server. */
export class Downloads {
  jobs: Job[] = [];
  private looks = 0;
  /** Stops following them; null while that does not run. */
  private looking: AbortController | null = null;

  constructor(private readonly changed: () => void) {}

  /** Asks the server often for a while. */
  follow(panel: Panel): void {
    this.looks = 0;
    if (!this.looking) {
      this.looking = new AbortController();
      void this.lookOn(panel, this.looking);
    }
  }

  stop(): void {
    this.looking?.abort(new Error("Closed."));
    this.looking = null;
    this.jobs = [];
  }

  /**
   * Follows the downloads until there have been none for a while or the server refuses the request. While the server cannot be
   * reached, they count as continuing.
   */
  private async lookOn(panel: Panel, stop: AbortController): Promise<void> {
    const { signal } = stop;
    const tries = new Tries(signal, () => this.changed());
    try {
      while (this.looks < LOOKS_WITHOUT_ONE) {
        await pause(LOOK_MS, signal);
        try {
          await this.look(panel, signal);
          tries.succeeded();
        } catch (error) {
          await tries.again(error);
        }
      }
    } catch {
      // The panel was closed or is lost, which it reports itself.
      this.jobs = [];
    } finally {
      if (this.looking === stop) {
        this.looking = null;
      }
      this.changed();
    }
  }

  private async look(panel: Panel, signal: AbortSignal): Promise<void> {
    const moving = await within(ANSWER_MS, signal, (stop) => panel.moving(stop));
    signal.throwIfAborted();
    const now = performance.now();
    this.jobs = moving
      .filter((one) => one.direction === "download")
      .map((one) => {
        const rate = this.jobs.find((other) => other.id === one.id)?.rate ?? new Rate();
        rate.add(now, one.bytes);
        return { ...one, to: "", state: "moving", rate, nextTry: null, message: "", remedy: "none" };
      });
    this.looks = this.jobs.length > 0 ? 0 : this.looks + 1;
    this.changed();
  }
}
