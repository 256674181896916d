import { SignedOutError } from "./api";

/**
 * Asks a person for something.
 *
 * @param given what is there to begin with
 * @param why the last answer was not taken; empty the first time
 * @return null when it was cancelled
 */
export type Ask = (given: string, why: string) => Promise<string | null>;

/** Does what is asked for. When that fails it asks again with what was typed, and says why, until it is cancelled. */
export async function untilDone(ask: Ask, given: string, act: (answer: string) => Promise<void>): Promise<void> {
  let answer = await ask(given, "");
  while (answer !== null) {
    try {
      await act(answer);
      return;
    } catch (error) {
      if (!(error instanceof Error) || error instanceof SignedOutError) {
        throw error;
      }
      answer = await ask(answer, error.message);
    }
  }
}
