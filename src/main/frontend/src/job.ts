import type { Rate } from "./rate";

/** One line of what is under way. */
export interface Job {
  id: string;
  direction: "upload" | "download";
  name: string;
  /** The directory that an upload goes to, as text; "" for a download. */
  to: string;
  state: "waiting" | "moving" | "done" | "failed";
  bytes: number;
  /** Negative while unknown. */
  size: number;
  rate: Rate;
  /** When the next attempt is, as of `performance.now()`, while it waits after a temporary failure; otherwise null. */
  nextTry: number | null;
  /** Why it failed, or waits for its next try. */
  message: string;
  /** What helps: resuming, replacing the existing file, or nothing. */
  remedy: "resume" | "replace" | "none";
}
