import { hostText } from "./text";

/** The confirmation before an action that aborts something. */
export interface LossQuestion {
  heading: string;
  text: string;
  /** The label of the button that aborts nothing. */
  no: string;
}

/**
 * The confirmation before an action; null if the action aborts nothing.
 *
 * @param hosts the hosts with transfers
 * @param deed the action's name, as on its button
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
