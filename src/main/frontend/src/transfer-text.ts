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
