import type { Job } from "./transfers";

/** What a person can do about one transfer: the event that asks for it, and the word on its button. */
export interface Offer {
  event: "cancel-transfer" | "forget-transfer" | "replace-transfer" | "resume-transfer";
  text: string;
}

/** A name that is taken leaves one way on: to resume would only find it taken again. */
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
