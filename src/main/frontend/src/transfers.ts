import { RefusedError, SignedOutError } from "./api";
import type { Dropped } from "./dropped";
import { everySecond } from "./countdown";
import { fileKey } from "./file-key";
import { ConflictError, GoneError, MissingError, childPath, pathText, type Panel } from "./files-api";
import { lossOf } from "./panel-loss";
import { Downloads } from "./downloads";
import type { Job } from "./job";
import { Rate } from "./rate";
import type { Tries } from "./retry";
import { ChangedError, upload, uploadTries, type BeforeLast } from "./upload";

/** A file to upload, and whether it may replace an existing one. */
export type Wanted = Dropped & { overwrite: boolean };

interface Sending extends Job {
  /** Null for a directory that is made. */
  file: File | null;
  directory: string;
  within: string[];
  overwrite: boolean;
  slice: number;
  stop: AbortController;
  last: BeforeLast;
  /** Null until something was sent; the host has no part of it then. */
  key: string | null;
  /** The host's last message about this file, or ""; not changed by the loss of the panel. */
  reason: string;
  /** Whether only the loss of the panel has stopped it. */
  lost: boolean;
}

/** The errors of requests to a panel that no longer exists. */
const PANEL_GONE = [GoneError, MissingError, SignedOutError];

/** The target path of a file or directory. */
function target(job: Sending): string {
  const directory = job.within.reduce(childPath, job.directory);
  return job.file ? childPath(directory, job.file.name) : directory;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : "It failed.";
}

/** The reason with which uploads are aborted when their panel ends; they continue in the next one. */
class PanelEnded extends Error {}

const CLOSED = "These files were closed. Open them again.";

/** The transfers of a panel: uploads files one after another, and has the downloads followed. */
export class Transfers {
  private panel: Panel | null = null;
  private sending: Sending[] = [];
  private readonly downloads: Downloads;
  private working = false;
  private next = 1;

  /**
   * @param changed called after each change
   * @param arrived called with the directory in which something is new
   * @param keyOf replaced in tests
   */
  constructor(
    private readonly changed: () => void,
    private readonly arrived: (directory: string) => void,
    private readonly keyOf: (file: File) => Promise<string> = fileKey,
  ) {
    this.downloads = new Downloads(changed);
  }

  /** Sets an open panel. Uploads that only the loss of the previous panel has stopped continue. */
  use(panel: Panel): void {
    this.panel = panel;
    for (const job of this.sending.filter((one) => one.state === "failed" && one.lost)) {
      this.queue(job);
    }
    void this.work();
  }

  /**
   * Called when the panel has ended; waiting uploads wait for another one. An upload of which all was sent still learns from its
   * answer what has become of the file.
   *
   * @param why the panel's reason
   */
  lose(why: string): void {
    this.end(why, (one) => one.bytes !== one.size || one.nextTry !== null);
  }

  get jobs(): Job[] {
    return [...this.sending, ...this.downloads.jobs];
  }

  /** Whether anything is under way or waits for its turn. */
  get busy(): boolean {
    return this.jobs.some((one) => one.state === "moving" || one.state === "waiting");
  }

  stop(): void {
    this.end(CLOSED, () => true);
  }

  private end(why: string, aborts: (job: Sending) => boolean): void {
    this.panel = null;
    this.downloads.stop();
    for (const one of this.sending.filter((other) => other.state === "moving" && aborts(other))) {
      one.stop.abort(new PanelEnded(why));
    }
    this.changed();
  }

  /**
   * Queues files. A file is left out if another upload to the same path is under way or waits: it would replace that file, or
   * both would write to the same part.
   *
   * @return the names of those that are left out
   */
  upload(directory: string, files: Wanted[], slice: number): string[] {
    const left: string[] = [];
    for (const { file, directory: within, overwrite } of files) {
      const job: Sending = {
        id: `up${this.next++}`,
        direction: "upload",
        name: [...within, file?.name ?? ""].join("/"),
        to: pathText(directory),
        state: "waiting",
        bytes: 0,
        size: file?.size ?? -1,
        rate: new Rate(),
        nextTry: null,
        message: "",
        remedy: "resume",
        file,
        directory,
        within,
        overwrite,
        slice,
        stop: new AbortController(),
        last: {},
        key: null,
        reason: "",
        lost: false,
      };
      const same = this.sending.filter((one) => target(one) === target(job));
      if (same.some((one) => one.state === "waiting" || one.state === "moving")) {
        left.push(job.name);
      } else {
        // Replaces a failed upload to the same path.
        this.sending = [...this.sending.filter((one) => one.state !== "failed" || !same.includes(one)), job];
      }
    }
    this.changed();
    void this.work();
    return left;
  }

  /** Called when a download was handed to the browser. */
  lookOften(): void {
    if (this.panel) {
      this.downloads.follow(this.panel);
    }
  }

  cancel(id: string): void {
    const job = this.sending.find((one) => one.id === id);
    if (job) {
      job.stop.abort(new Error("Cancelled."));
      if (job.state === "waiting") {
        this.drop(job);
        if (job.key !== null) {
          // It failed and was resumed.
          void this.panel?.giveUp(target(job), job.key).catch(() => undefined); // It is gone with the connection.
        }
      }
    } else {
      void this.panel?.cancel(id).catch(() => undefined); // Over already.
    }
  }

  /** Uploads a file again and replaces the existing one, at the person's request. */
  replace(id: string): void {
    const job = this.sending.find((one) => one.id === id && one.state === "failed");
    if (job) {
      job.overwrite = true;
      this.resume(id);
    }
  }

  /** Replaces all existing files whose uploads failed for that reason. */
  replaceAll(): void {
    for (const job of this.sending.filter((one) => one.state === "failed" && one.remedy === "replace")) {
      this.replace(job.id);
    }
  }

  /** Resumes a failed upload. */
  resume(id: string): void {
    const job = this.sending.find((one) => one.id === id && one.state === "failed");
    if (job) {
      this.queue(job);
      void this.work();
    }
  }

  private queue(job: Sending): void {
    job.state = "waiting";
    job.message = job.reason;
    job.remedy = "resume";
    job.lost = false;
    job.stop = new AbortController();
    this.changed();
  }

  forget(id: string): void {
    const job = this.sending.find((one) => one.id === id);
    if (job) {
      this.drop(job);
    }
  }

  /** Removes the completed uploads from the list. */
  forgetDone(): void {
    this.sending = this.sending.filter((one) => one.state !== "done");
    this.changed();
  }

  private drop(job: Sending): void {
    this.sending = this.sending.filter((one) => one !== job);
    this.changed();
  }

  private async work(): Promise<void> {
    if (this.working) {
      return;
    }
    this.working = true;
    const stopTicking = everySecond(this.changed); // The text of a stalled upload counts seconds.
    try {
      for (let job = this.waiting(); job && this.panel; job = this.waiting()) {
        await this.send(job, this.panel);
        this.changed();
      }
    } finally {
      stopTicking();
      this.working = false;
    }
  }

  private waiting(): Sending | undefined {
    return this.sending.find((one) => one.state === "waiting");
  }

  private async send(job: Sending, panel: Panel): Promise<void> {
    job.state = "moving";
    job.rate = new Rate();
    job.nextTry = null;
    const { signal } = job.stop;
    const waits = (why: Error, until: number): void => {
      job.nextTry = until;
      job.message = why.message;
      this.changed();
    };
    const moved = (bytes: number): void => {
      job.bytes = bytes;
      job.nextTry = null;
      job.rate.add(performance.now(), bytes);
      this.changed();
    };
    try {
      await this.makeDirectories(job, panel, uploadTries(signal, waits));
      const { file, overwrite, slice, last } = job;
      if (file) {
        const key = (job.key ??= await this.keyOf(file));
        await upload({ file, path: target(job), key, overwrite, slice, last }, panel, signal, { moved, waits });
      }
      job.state = "done";
      job.message = job.reason = "";
      this.arrived(job.directory);
    } catch (error) {
      await this.failed(error, job, panel);
    }
  }

  private async failed(error: unknown, job: Sending, panel: Panel): Promise<void> {
    const { signal } = job.stop;
    const loss = signal.aborted ? null : await lossOf(error, panel, signal);
    const ended = signal.reason instanceof PanelEnded;
    const cancelled = signal.aborted && !ended;
    const why = messageOf(ended ? signal.reason : error);
    job.lost = ended || (loss !== null && !cancelled);
    if (job.lost) {
      job.reason = loss?.ofFile ? why : job.reason;
      job.message = job.reason || why;
    } else {
      job.remedy = await this.remedy(error, job, panel);
      job.message = job.reason = why;
    }
    job.state = "failed";
    if (cancelled) {
      await this.giveUp(job, panel);
    } else if (job.lost && this.panel && this.panel !== panel) {
      this.queue(job); // The next panel is open already.
    }
  }

  /** Those that a dropped file was in. */
  private async makeDirectories(job: Sending, panel: Panel, tries: Tries): Promise<void> {
    let directory = job.directory;
    for (const name of job.within) {
      directory = childPath(directory, name);
      for (let made = false; !made; ) {
        try {
          await panel.makeDirectory(directory);
          made = true;
          tries.succeeded();
        } catch (error) {
          await tries.again(error);
        }
      }
    }
    job.nextTry = null;
  }

  /** What the person can do about a failure. An existing file is never replaced without asking. */
  private async remedy(error: unknown, job: Sending, panel: Panel): Promise<Job["remedy"]> {
    if (error instanceof ChangedError) {
      if (job.key !== null) {
        await panel.giveUp(target(job), job.key).catch(() => undefined); // Ignored: the part cannot be continued and is removed later.
      }
      return "none";
    }
    if (job.file && error instanceof ConflictError && !job.overwrite) {
      const there = await panel.entry(target(job)).catch(() => null); // It may have been removed meanwhile.
      return there?.kind === "file" ? "replace" : "resume";
    }
    return "resume";
  }

  /** Removes what has arrived from the host, unless the file is complete. */
  private async giveUp(job: Sending, panel: Panel): Promise<void> {
    try {
      if (job.key !== null) {
        await panel.giveUp(target(job), job.key);
      }
    } catch (error) {
      if (error instanceof RefusedError && !PANEL_GONE.some((one) => error instanceof one)) {
        job.message = messageOf(error);
        this.arrived(job.directory);
        return;
      }
      // It is gone with the connection.
    }
    this.drop(job);
  }
}
