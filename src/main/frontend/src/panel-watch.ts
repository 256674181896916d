import type { PanelState } from "./files-api";
import { Passing, Tries, within } from "./retry";

/** Timeout of a request, in milliseconds. The server answers after 5 s even without a change; the rest is for slow networks. */
const ANSWER_MS = 20_000;

/** What a watch tells. */
export interface PanelWatcher {
  /** Called with the panel's state, even if nothing has changed. */
  stands(state: PanelState): void;
  /** Called when the server cannot be reached; the request is repeated until it can. */
  away(why: Passing): void;
  /** Called when the server answers again. */
  back(): void;
}

/**
 * Follows the state of a panel until the panel has failed. Temporary failures of the requests do not end this.
 *
 * @param ask requests the state; the server waits a few seconds for one newer than the version seen
 * @param signal ends it
 * @throws the refusal if the panel no longer exists or the person may not see it, or the signal's reason
 */
export async function watchPanel(ask: (seen: number, signal: AbortSignal) => Promise<PanelState>, signal: AbortSignal, watcher: PanelWatcher): Promise<void> {
  let away = false;
  const tries = new Tries(signal, (why) => {
    away = true;
    watcher.away(why);
  });
  for (let seen = 0, failed = false; !failed; ) {
    try {
      // After an outage, version 0 makes the server answer at once.
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
