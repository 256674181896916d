import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { RefusedError, SignedOutError } from "./api";
import { fakePage } from "./fake-page";
import { ConflictError, GoneError, MissingError, type Moving, type Panel } from "./files-api";
import { Passing } from "./retry";
import { Transfers, type Wanted } from "./transfers";
import { ChangedError, type Slice } from "./upload";

const ignore = (): void => undefined;
const key = (): Promise<string> => Promise.resolve("k");

let page: EventTarget;

beforeEach(() => {
  vi.useFakeTimers();
  page = fakePage();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("is busy while the server sends a download, which closing would break off", async () => {
  let moving: Moving[] = [{ id: "d1", direction: "download", name: "image.iso", bytes: 1, size: 2 }];
  const transfers = new Transfers(ignore, ignore, key);
  transfers.use({ moving: () => Promise.resolve(moving) } as unknown as Panel);
  expect(transfers.busy).toBe(false);
  transfers.lookOften();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(transfers.busy).toBe(true);
  moving = [];
  await vi.advanceTimersByTimeAsync(1_000);
  expect(transfers.busy).toBe(false);
});

it("is busy while an upload is under way or waits, not after it failed", async () => {
  const transfers = new Transfers(ignore, ignore, key);
  let refuse: (why: Error) => void = ignore;
  const state = (): Promise<never> => new Promise((_, no) => (refuse = no));
  transfers.use({ state, send: state, giveUp: () => Promise.resolve() } as unknown as Panel);
  transfers.upload("/home", [{ file: new File(["text"], "notes.txt"), directory: [], overwrite: false }], 1_024);
  expect(transfers.busy).toBe(true);
  await vi.advanceTimersByTimeAsync(0);
  refuse(new Error("No room."));
  await vi.advanceTimersByTimeAsync(0);
  expect(transfers.jobs.map((one) => one.state)).toEqual(["failed"]);
  expect(transfers.busy).toBe(false);
});

it("forgets all that are done at once, and nothing else", async () => {
  const transfers = new Transfers(ignore, ignore, key);
  const send = (slice: { path: string }): Promise<unknown> =>
    slice.path.endsWith("3") ? Promise.reject(new Error("No room.")) : Promise.resolve({ received: 4, done: true });
  transfers.use({ state: () => Promise.resolve({ received: 0 }), send } as unknown as Panel);
  const files = ["1", "2", "3"].map((name) => ({ file: new File(["text"], name), directory: [], overwrite: false }));
  transfers.upload("/home", files, 1_024);
  await vi.advanceTimersByTimeAsync(0);
  expect(transfers.jobs.map((one) => one.state)).toEqual(["done", "done", "failed"]);
  transfers.forgetDone();
  expect(transfers.jobs.map((one) => one.name)).toEqual(["3"]);
});

it("says so when all of an upload had arrived before it was cancelled", async () => {
  const arrived: string[] = [];
  const transfers = new Transfers(ignore, (directory) => arrived.push(directory), key);
  const send = (_: unknown, __: unknown, ___: unknown, signal: AbortSignal): Promise<never> =>
    new Promise((_, no) => signal.addEventListener("abort", () => no(new Error("Cancelled."))));
  const giveUp = (): Promise<never> => Promise.reject(new RefusedError("All of notes.txt has arrived."));
  transfers.use({ state: () => Promise.resolve({ received: 0 }), send, giveUp } as unknown as Panel);
  transfers.upload("/home", [{ file: new File(["text"], "notes.txt"), directory: [], overwrite: false }], 1_024);
  await vi.advanceTimersByTimeAsync(0);
  transfers.cancel(transfers.jobs[0]?.id ?? "");
  await vi.advanceTimersByTimeAsync(0);
  expect(transfers.jobs.map((one) => one.message)).toEqual(["All of notes.txt has arrived."]);
  expect(arrived).toEqual(["/home"]);
});

const wanted = (name: string, directory: string[] = [], overwrite = false): Wanted => ({ file: new File(["text"], name), directory, overwrite });

/** A host with files, which replaces none unless it is told to. */
function host(files: string[]): { panel: Panel; sent: Slice[] } {
  const sent: Slice[] = [];
  const panel = {
    state: (path: string) => Promise.resolve({ received: 0, exists: files.includes(path) }),
    makeDirectory: () => Promise.resolve(),
    entry: (path: string) => (files.includes(path) ? Promise.resolve({ kind: "file" }) : Promise.reject(new RefusedError("Nothing."))),
    there: () => Promise.resolve(null),
    send: (slice: Slice) => {
      sent.push(slice);
      return files.includes(slice.path) && !slice.overwrite
        ? Promise.reject(new ConflictError("A file of that name already exists."))
        : Promise.resolve({ received: slice.size, done: true });
    },
  };
  return { panel: panel as unknown as Panel, sent };
}

const remedies = (transfers: Transfers): string[] => transfers.jobs.map((one) => `${one.name} ${one.state} ${one.remedy}`);

it("replaces what it was asked about, and offers to replace the rest", async () => {
  const transfers = new Transfers(ignore, ignore, key);
  const { panel, sent } = host(["/home/a", "/home/b", "/home/fold/inner"]);
  transfers.use(panel);
  transfers.upload("/home", [wanted("a", [], true), wanted("b"), wanted("inner", ["fold"])], 1_024);
  await vi.advanceTimersByTimeAsync(0);
  expect(remedies(transfers)).toEqual(["a done resume", "b failed replace", "fold/inner failed replace"]);
  expect(sent.map((one) => one.overwrite)).toEqual([true, false, false]);
  transfers.resume(transfers.jobs[1]?.id ?? "");
  await vi.advanceTimersByTimeAsync(0);
  expect(sent.at(-1)).toMatchObject({ path: "/home/b", overwrite: false });
  transfers.replace(transfers.jobs[1]?.id ?? "");
  await vi.advanceTimersByTimeAsync(0);
  expect(sent.at(-1)).toMatchObject({ path: "/home/b", overwrite: true });
  expect(remedies(transfers).at(-1)).toBe("fold/inner failed replace");
  transfers.replaceAll();
  await vi.advanceTimersByTimeAsync(0);
  expect(transfers.jobs.map((one) => one.state)).toEqual(["done", "done", "done"]);
  expect(sent).toHaveLength(6);
});

it("offers no replacement of what is no file", async () => {
  const transfers = new Transfers(ignore, ignore, key);
  const { panel } = host(["/home/a"]);
  panel.entry = () => Promise.resolve({ kind: "directory" }) as unknown as ReturnType<Panel["entry"]>;
  transfers.use(panel);
  transfers.upload("/home", [wanted("a")], 1_024);
  await vi.advanceTimersByTimeAsync(0);
  expect(remedies(transfers)).toEqual(["a failed resume"]);
});

/** Sends that end only when they are cancelled or refused. */
function slow(): { panel: Panel; givenUp: string[]; refuse: () => void } {
  const givenUp: string[] = [];
  let no: (why: Error) => void = ignore;
  const panel = {
    state: () => Promise.resolve({ received: 0, exists: false }),
    send: (_: unknown, __: unknown, ___: unknown, signal: AbortSignal) =>
      new Promise((_yes, reject) => {
        no = reject;
        signal.addEventListener("abort", () => reject(new Error("Cancelled.")));
      }),
    giveUp: (path: string) => Promise.resolve(void givenUp.push(path)),
  };
  return { panel: panel as unknown as Panel, givenUp, refuse: () => no(new RefusedError("No room.")) };
}

it("says where a file goes", () => {
  const transfers = new Transfers(ignore, ignore, key);
  transfers.upload("/home/m%C3%BCll", [wanted("a", ["fold"])], 1_024);
  transfers.upload("/home/%FF", [wanted("b")], 1_024);
  expect(transfers.jobs.map((one) => `${one.name} ${one.to}`)).toEqual(["fold/a /home/müll", "b /home/%FF"]);
});

it("queues no second file for the same place", async () => {
  const transfers = new Transfers(ignore, ignore, key);
  const { panel } = slow();
  transfers.use(panel);
  expect(transfers.upload("/home", [wanted("a"), wanted("b"), wanted("b", [], true)], 1_024)).toEqual(["b"]);
  await vi.advanceTimersByTimeAsync(0);
  expect(transfers.upload("/home", [wanted("a", [], true), wanted("b"), wanted("c")], 1_024)).toEqual(["a", "b"]);
  expect(transfers.upload("/", [wanted("a", ["home"])], 1_024)).toEqual(["home/a"]);
  expect(transfers.jobs.map((one) => one.name)).toEqual(["a", "b", "c"]);
});

it("gives up nothing when one is cancelled that never began", async () => {
  const transfers = new Transfers(ignore, ignore, key);
  const { panel, givenUp, refuse } = slow();
  transfers.use(panel);
  transfers.upload("/home", [wanted("a"), wanted("b")], 1_024);
  await vi.advanceTimersByTimeAsync(0);
  transfers.cancel(transfers.jobs[1]?.id ?? "");
  expect(givenUp).toEqual([]);
  expect(transfers.jobs.map((one) => `${one.name} ${one.state}`)).toEqual(["a moving"]);
  refuse();
  transfers.upload("/home", [wanted("b")], 1_024);
  await vi.advanceTimersByTimeAsync(0);
  transfers.resume(transfers.jobs[0]?.id ?? "");
  transfers.cancel(transfers.jobs[0]?.id ?? "");
  expect(givenUp).toEqual(["/home/a"]);
});

it("goes on with one that failed when the same file is dropped again, on the same line", async () => {
  const transfers = new Transfers(ignore, ignore, key);
  const { panel, refuse } = slow();
  transfers.use(panel);
  transfers.upload("/home", [wanted("a")], 1_024);
  await vi.advanceTimersByTimeAsync(0);
  refuse();
  await vi.advanceTimersByTimeAsync(0);
  expect(transfers.upload("/home", [wanted("a")], 1_024)).toEqual([]);
  expect(transfers.jobs.map((one) => one.state)).toEqual(["moving"]);
});

it("makes directories in which nothing is", async () => {
  const transfers = new Transfers(ignore, ignore, key);
  const { panel, sent } = host(["/home/dir/taken"]);
  const made: string[] = [];
  panel.makeDirectory = (path) => {
    made.push(path);
    return path === "/home/dir/taken" ? Promise.reject(new ConflictError("A file named taken already exists.")) : Promise.resolve();
  };
  transfers.use(panel);
  const empty = (...directory: string[]): Wanted => ({ file: null, directory, overwrite: false });
  transfers.upload("/home", [empty("dir", "empty"), empty("dir", "taken")], 1_024);
  await vi.advanceTimersByTimeAsync(0);
  expect(made).toEqual(["/home/dir", "/home/dir/empty", "/home/dir", "/home/dir/taken"]);
  expect(remedies(transfers)).toEqual(["dir/empty/ done resume", "dir/taken/ failed resume"]);
  expect(sent).toEqual([]);
});

it("keeps a download that the server cannot tell of for a while, and looks again", async () => {
  let trouble: Error | null = null;
  let bytes = 1;
  const transfers = new Transfers(ignore, ignore, key);
  const moving = (): Promise<Moving[]> => (trouble ? Promise.reject(trouble) : Promise.resolve([{ id: "d1", direction: "download", name: "image.iso", bytes: bytes++, size: 9 }]));
  transfers.use({ moving } as unknown as Panel);
  transfers.lookOften();
  await vi.advanceTimersByTimeAsync(1_000);
  trouble = new Passing("away");
  await vi.advanceTimersByTimeAsync(60_000);
  expect([transfers.busy, transfers.jobs[0]?.bytes]).toEqual([true, 1]);
  trouble = null;
  page.dispatchEvent(new Event("online"));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(transfers.jobs[0]?.bytes).toBeGreaterThan(1);
  trouble = new RefusedError("These files are no longer open.");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(transfers.busy).toBe(false);
  expect(vi.getTimerCount()).toBe(0);
});

it("looks at downloads no more once it is stopped, and again of another panel", async () => {
  let looks = 0;
  const transfers = new Transfers(ignore, ignore, key);
  const moving = (): Promise<Moving[]> => Promise.resolve((looks++, []));
  transfers.use({ moving } as unknown as Panel);
  transfers.lookOften();
  await vi.advanceTimersByTimeAsync(1_000);
  transfers.stop();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(looks).toBe(1);
  transfers.use({ moving } as unknown as Panel);
  transfers.lookOften();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(looks).toBe(6);
});

it("waits with the files of a directory that cannot be made while the network is away, and says so", async () => {
  const transfers = new Transfers(ignore, ignore, key);
  const { panel, sent } = host([]);
  let away = true;
  panel.makeDirectory = () => (away ? Promise.reject(new Passing("Fairlead cannot be reached.")) : Promise.resolve());
  transfers.use(panel);
  transfers.upload("/home", [wanted("a", ["dir"]), wanted("b", ["dir"])], 1_024);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(transfers.jobs.map((one) => one.state)).toEqual(["moving", "waiting"]);
  expect(transfers.jobs[0]?.message).toBe("Fairlead cannot be reached.");
  expect(transfers.jobs[0]?.nextTry).toBeGreaterThan(performance.now());
  away = false;
  page.dispatchEvent(new Event("online"));
  await vi.advanceTimersByTimeAsync(0);
  expect(transfers.jobs.map((one) => one.state)).toEqual(["done", "done"]);
  expect(sent).toHaveLength(2);
});

it("gives up nothing and offers nothing for a file that cannot be read", async () => {
  const unreadable = (): Promise<never> => Promise.reject(new ChangedError("This file cannot be read on your computer."));
  const transfers = new Transfers(ignore, ignore, unreadable);
  const { panel, givenUp } = slow();
  transfers.use(panel);
  transfers.upload("/home", [wanted("a")], 1_024);
  await vi.advanceTimersByTimeAsync(0);
  expect(transfers.jobs.map((one) => `${one.state} ${one.remedy} ${one.message}`)).toEqual(["failed none This file cannot be read on your computer."]);
  expect(givenUp).toEqual([]);
});

const LOST = "The connection to web is lost. Open the files again.";
const HOLDS = "h.bin holds only a part of the new file now. The complete upload is kept.";
const messages = (transfers: Transfers): string[] => transfers.jobs.map((one) => `${one.name} ${one.state} ${one.message}`);

/** A panel all of whose uploads fail with what is there, or are done. */
function failing(): { panel: Panel; fail: { why: Error | null }; sent: string[]; most: () => number } {
  const fail: { why: Error | null } = { why: null };
  const sent: string[] = [];
  let [now, most] = [0, 0];
  const panel = {
    state: () => Promise.resolve({ received: 0, exists: false }),
    watch: () => Promise.resolve({ version: 2, state: "failed", message: LOST }),
    send: async (slice: Slice) => {
      sent.push(slice.path);
      most = Math.max(most, ++now);
      await Promise.resolve();
      now--;
      if (fail.why) {
        throw fail.why;
      }
      return { received: slice.size, done: true };
    },
  };
  return { panel: panel as unknown as Panel, fail, sent, most: () => most };
}

it.each([
  ["a connection that is lost", new GoneError(LOST)],
  ["a network that is lost", new Passing("Fairlead cannot be reached.")],
  ["a login that has ended", new SignedOutError("You are signed out.")],
  ["a server that does not know the panel", new MissingError("These files are no longer open.")],
])("keeps what is wrong with a file over %s, until it is done", async (_, loss) => {
  const transfers = new Transfers(ignore, ignore, key);
  const { panel, fail } = failing();
  transfers.use(panel);
  fail.why = new RefusedError(HOLDS);
  transfers.upload("/home", [wanted("h.bin")], 1_024);
  await vi.advanceTimersByTimeAsync(0);
  fail.why = loss;
  transfers.resume(transfers.jobs[0]?.id ?? "");
  await vi.advanceTimersByTimeAsync(600_000);
  expect(messages(transfers)).toEqual([`h.bin failed ${HOLDS}`]);
  transfers.lose(LOST);
  transfers.resume(transfers.jobs[0]?.id ?? "");
  expect(messages(transfers)).toEqual([`h.bin waiting ${HOLDS}`]);
  fail.why = new RefusedError("The disk of web is full.");
  transfers.use(panel);
  await vi.advanceTimersByTimeAsync(0);
  expect(messages(transfers)).toEqual(["h.bin failed The disk of web is full."]);
  fail.why = null;
  transfers.resume(transfers.jobs[0]?.id ?? "");
  await vi.advanceTimersByTimeAsync(0);
  expect(messages(transfers)).toEqual(["h.bin done "]);
});

it("takes what a lost connection did to a file for what is wrong with it", async () => {
  const transfers = new Transfers(ignore, ignore, key);
  const { panel, fail } = failing();
  transfers.use(panel);
  fail.why = new GoneError(`${LOST} ${HOLDS}`);
  transfers.upload("/home", [wanted("h.bin")], 1_024);
  await vi.advanceTimersByTimeAsync(0);
  fail.why = new GoneError(LOST);
  transfers.resume(transfers.jobs[0]?.id ?? "");
  await vi.advanceTimersByTimeAsync(0);
  expect(messages(transfers)).toEqual([`h.bin failed ${LOST} ${HOLDS}`]);
});

it("goes on with what only a loss has stopped once the files are open again, one after another in their order", async () => {
  const transfers = new Transfers(ignore, ignore, key);
  const { panel, fail } = failing();
  transfers.use(panel);
  fail.why = new RefusedError("No room.");
  transfers.upload("/home", [wanted("full")], 1_024);
  await vi.advanceTimersByTimeAsync(0);
  fail.why = new GoneError(LOST);
  transfers.upload("/home", [wanted("a"), wanted("b")], 1_024);
  await vi.advanceTimersByTimeAsync(0);
  transfers.lose(LOST);
  transfers.upload("/home", [wanted("c")], 1_024);
  expect(messages(transfers)).toEqual(["full failed No room.", `a failed ${LOST}`, `b failed ${LOST}`, "c waiting "]);
  transfers.stop();
  const next = failing();
  transfers.use(next.panel);
  await vi.advanceTimersByTimeAsync(0);
  expect(next.sent).toEqual(["/home/a", "/home/b", "/home/c"]);
  expect(next.most()).toBe(1);
  expect(transfers.jobs.map((one) => one.state)).toEqual(["failed", "done", "done", "done"]);
});

it("goes on with an upload that was under way when its panel was closed", async () => {
  const transfers = new Transfers(ignore, ignore, key);
  const { panel, givenUp } = slow();
  transfers.use(panel);
  transfers.upload("/home", [wanted("a"), wanted("b")], 1_024);
  await vi.advanceTimersByTimeAsync(0);
  transfers.stop();
  const next = failing();
  transfers.use(next.panel);
  await vi.advanceTimersByTimeAsync(0);
  expect(next.sent).toEqual(["/home/a", "/home/b"]);
  expect(givenUp).toEqual([]);
});

it("does not take a missing directory for a lost panel", async () => {
  const transfers = new Transfers(ignore, ignore, key);
  const { panel, fail, sent } = failing();
  panel.watch = () => Promise.resolve({ version: 1, state: "open" }) as unknown as ReturnType<Panel["watch"]>;
  transfers.use(panel);
  fail.why = new MissingError("There is no directory named gone.");
  transfers.upload("/gone", [wanted("a")], 1_024);
  await vi.advanceTimersByTimeAsync(0);
  transfers.use(panel);
  await vi.advanceTimersByTimeAsync(0);
  expect(sent).toHaveLength(1);
  expect(messages(transfers)).toEqual(["a failed There is no directory named gone."]);
});

const STOPPED = "This Fairlead server is being stopped. Open the files again in a minute.";

it("ends an upload at once when its panel ends, with the panel's reason, and goes on with it in the next one", async () => {
  const transfers = new Transfers(ignore, ignore, key);
  const { panel, givenUp } = slow();
  transfers.use(panel);
  transfers.upload("/home", [wanted("a"), wanted("b")], 1_024);
  await vi.advanceTimersByTimeAsync(0);
  transfers.lose(STOPPED);
  await vi.advanceTimersByTimeAsync(0);
  expect(messages(transfers)).toEqual([`a failed ${STOPPED}`, "b waiting "]);
  const next = failing();
  transfers.use(next.panel);
  await vi.advanceTimersByTimeAsync(0);
  expect([next.sent, givenUp]).toEqual([["/home/a", "/home/b"], []]);
});

it("ends an upload that waits for its next try when its panel ends", async () => {
  const transfers = new Transfers(ignore, ignore, key);
  const { panel, fail } = failing();
  transfers.use(panel);
  fail.why = new Passing("Fairlead cannot be reached.");
  transfers.upload("/home", [wanted("a")], 1_024);
  await vi.advanceTimersByTimeAsync(0);
  transfers.lose(STOPPED);
  await vi.advanceTimersByTimeAsync(0);
  expect(messages(transfers)).toEqual([`a failed ${STOPPED}`]);
});

it("still learns what has become of a file of which all was sent when its panel ends", async () => {
  const transfers = new Transfers(ignore, ignore, key);
  const { panel } = failing();
  let refuse: (why: Error) => void = ignore;
  panel.send = (_slice, _body, sent) => {
    sent(4);
    return new Promise((_, no) => (refuse = no));
  };
  transfers.use(panel);
  transfers.upload("/home", [wanted("h.bin")], 1_024);
  await vi.advanceTimersByTimeAsync(0);
  transfers.lose(LOST);
  await vi.advanceTimersByTimeAsync(0);
  expect(messages(transfers)).toEqual(["h.bin moving "]);
  refuse(new GoneError(`${LOST} ${HOLDS}`));
  await vi.advanceTimersByTimeAsync(0);
  expect(messages(transfers)).toEqual([`h.bin failed ${LOST} ${HOLDS}`]);
});

it("no longer shows downloads of a panel that has ended", async () => {
  const transfers = new Transfers(ignore, ignore, key);
  transfers.use({ moving: () => Promise.resolve([{ id: "d1", direction: "download", name: "image.iso", bytes: 1, size: 2 }]) } as unknown as Panel);
  transfers.lookOften();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(transfers.jobs).toHaveLength(1);
  transfers.lose(STOPPED);
  expect(transfers.jobs).toEqual([]);
});
