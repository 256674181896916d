import { duration } from "./countdown";
import { byteSize } from "./rate";
import { hostText } from "./text";
import type { Job } from "./job";

/**
 * The state of a transfer in words.
 *
 * @param now of `performance.now()`
 */
export function told(job: Job, now = performance.now()): string {
  switch (job.state) {
    case "waiting":
      return job.message === "" ? "Waiting" : `Waiting. ${hostText(job.message, 300)}`;
    case "done":
      return job.size < 0 ? "Folder made" : `${byteSize(job.size)}, done`;
    case "failed":
      return hostText(job.message, 300);
    case "moving": {
      const amount = job.size < 0 ? byteSize(job.bytes) : `${byteSize(job.bytes)} of ${byteSize(job.size)}`;
      if (job.nextTry !== null) {
        const seconds = (job.nextTry - now) / 1000;
        const next = seconds > 0 ? `Next try in ${duration(seconds)}.` : "Trying again …";
        return `Waiting${job.size < 0 ? "" : ` at ${amount}`}. ${hostText(job.message, 300)} ${next}`;
      }
      if (job.direction === "upload" && job.bytes === job.size) {
        return `${byteSize(job.size)} sent, the host is storing it`;
      }
      const rate = job.rate.perSecond(now);
      const left = job.rate.secondsLeft(job.size, now);
      const stalled = job.rate.stalledFor(now);
      return [
        amount,
        rate === null ? "" : `${byteSize(rate)}/s`,
        left === null ? "" : `${duration(left)} left`,
        stalled === null ? "" : `no data for ${duration(stalled)}`,
      ]
        .filter((part) => part !== "")
        .join(", ");
    }
  }
}

const COUNTED: [Job["state"], string][] = [
  ["failed", "failed"],
  ["moving", "under way"],
  ["waiting", "waiting"],
  ["done", "done"],
];

/** How many transfers there are of each kind, the failed ones first; "" if the lines say it already. */
export function counted(jobs: readonly Job[]): string {
  const counts = COUNTED.map(([state, text]) => ({ text, count: jobs.filter((one) => one.state === state).length })).filter(({ count }) => count > 0);
  return jobs.length < 2 ? "" : counts.map(({ text, count }) => `${count} ${text}`).join(", ");
}

/** The failed transfers, which wait for the person, before the others. */
export function failedFirst(jobs: readonly Job[]): Job[] {
  const failed = (one: Job): boolean => one.state === "failed";
  return [...jobs.filter(failed), ...jobs.filter((one) => !failed(one))];
}
