import type { PanelState } from "./files-api";
import { Passing, Tries, within } from "./retry";

/** The server answers after 5 s, changed or not; the rest is for slow networks. In milliseconds. */
const ANSWER_MS = 20_000;

/** What a watch tells. */
export interface PanelWatcher {
  /** How the panel stands; also when nothing has changed. */
  stands(state: PanelState): void;
  /** The server cannot be asked now; tried again until it can. */
  away(why: Passing): void;
  /** It answers again. */
  back(): void;
}

/**
 * Follows a panel until it has failed: a question, an opening, a loss. Failures that pass end nothing.
 *
 * @param ask waits a while for a state newer than the version seen
 * @param signal ends it
 * @throws the refusal when the server does not know the panel any more or the person may not see it, and the signal's reason
 */
export async function watchPanel(ask: (seen: number, signal: AbortSignal) => Promise<PanelState>, signal: AbortSignal, watcher: PanelWatcher): Promise<void> {
  let away = false;
  const tries = new Tries(signal, (why) => {
    away = true;
    watcher.away(why);
  });
  for (let seen = 0, failed = false; !failed; ) {
    try {
      // What changed while nobody could be asked is told at once.
      const state = await within(ANSWER_MS, signal, (stop) => ask(away ? 0 : seen, stop));
      signal.throwIfAborted();
      tries.succeeded();
      seen = state.version;
      failed = state.state === "failed";
      watcher.stands(state);
      if (away) {
        away = false;
        watcher.back();
      }
    } catch (error) {
      await tries.again(error);
    }
  }
}
