import type { Job } from "./job";

/** What a person can do about one transfer: the event that asks for it, and the word on its button. */
export interface Offer {
  event: "cancel-transfer" | "forget-transfer" | "replace-transfer" | "resume-transfer";
  text: string;
}

/** The actions for a transfer. If the name is taken it is not resumed, because it would fail again. */
export function offers(job: Job): Offer[] {
  if (job.state === "waiting" || job.state === "moving") {
    return [{ event: "cancel-transfer", text: "Cancel" }];
  }
  const dismiss: Offer = { event: "forget-transfer", text: "Dismiss" };
  if (job.state === "done" || job.remedy === "none") {
    return [dismiss];
  }
  return [job.remedy === "replace" ? { event: "replace-transfer", text: "Replace" } : { event: "resume-transfer", text: "Resume" }, dismiss];
}
