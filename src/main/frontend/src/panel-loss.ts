import { RefusedError, SignedOutError } from "./api";
import { GoneError, MissingError, type Panel } from "./files-api";
import { Passing, within } from "./retry";

/** Timeout of a request for a panel's state, in milliseconds. */
const ANSWER_MS = 15_000;

/** The failure of a request because its panel, or the connection to it, is lost. */
export interface PanelLoss {
  /** Whether the answer also says what happened to the file. */
  ofFile: boolean;
}

/**
 * Whether a request failed only because its panel, or the way to it, is lost; null for a failure of the file itself. The
 * panel is asked where the answer does not tell: an unknown panel and a missing file are both 404, and 410 may say both that the
 * connection is lost and what that did to the file.
 */
export async function lossOf(error: unknown, panel: Pick<Panel, "watch">, signal: AbortSignal): Promise<PanelLoss | null> {
  if (error instanceof Passing || error instanceof SignedOutError) {
    return { ofFile: false };
  }
  if (error instanceof GoneError) {
    const why = (await stateOf(panel, signal)).message;
    return { ofFile: why !== "" && error.message !== why && error.message.startsWith(why) };
  }
  if (error instanceof MissingError) {
    return (await stateOf(panel, signal)).lost ? { ofFile: false } : null;
  }
  return null;
}

/** Whether a panel is lost, and its message. */
async function stateOf(panel: Pick<Panel, "watch">, signal: AbortSignal): Promise<{ lost: boolean; message: string }> {
  try {
    const { state, message } = await within(ANSWER_MS, signal, (stop) => panel.watch(0, stop));
    return { lost: state === "failed", message: message ?? "" };
  } catch (error) {
    return error instanceof RefusedError ? { lost: true, message: error.message } : { lost: false, message: "" };
  }
}
