import { hostText } from "./text";

/** What is asked before something is broken off. */
export interface LossQuestion {
  heading: string;
  text: string;
  /** What the button says that breaks nothing off. */
  no: string;
}

/**
 * The question before a deed that breaks something off; null when it breaks nothing off.
 *
 * @param hosts those of terminals beside which files are transferred
 * @param deed what is done, as its button says it
 * @param running terminals that it ends and that cannot be brought back
 */
export function lossQuestion(hosts: readonly string[], deed: string, running: number): LossQuestion | null {
  const names = [...new Set(hosts.map((one) => hostText(one)))];
  const transfers = names.length > 0 ? [`Files are being transferred to or from ${names.join(", ")}. “${deed}” stops that.`] : [];
  const shells = running > 0 ? [`${running === 1 ? "A terminal is" : `${running} terminals are`} running. “${deed}” ends what runs there.`] : [];
  const texts = [...transfers, ...shells];
  if (texts.length === 0) {
    return null;
  }
  const text = texts.join(" ");
  return names.length > 0
    ? { heading: "Stop the transfer?", text, no: "Keep transferring" }
    : { heading: "End your terminals?", text, no: "Keep working" };
}
