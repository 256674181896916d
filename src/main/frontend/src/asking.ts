import { SignedOutError } from "./api";

/**
 * Asks a person for something.
 *
 * @param given the initial text
 * @param why the last answer was rejected; empty the first time
 * @return null when it was cancelled
 */
export type Ask = (given: string, why: string) => Promise<string | null>;

/** Asks and then acts. If that fails, asks again with the typed text and the reason, until it succeeds or is cancelled. */
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
