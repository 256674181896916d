import { expect, it, vi } from "vitest";
import { DeniedError, type Entry, type Panel } from "./files-api";
import { ListedDirectory, type DirectoryView } from "./listed-directory";
import { Passing } from "./retry";

const file = (path: string): Entry => ({ name: path.slice(path.lastIndexOf("/") + 1), path, kind: "file", size: 1, modified: "", mode: "" }) as unknown as Entry;

/** Draws the directory only when it is told of a change, as the panel does. */
class Shown implements DirectoryView {
  trouble = "";
  focused: string[] = [];
  /** The element with the focus. */
  focus: unknown = "entry";
  directory = new ListedDirectory(this);
  private drawn: string[] = [];
  constructor(readonly remote: Panel) {}
  changed(): void {
    this.drawn = this.directory.entries.map((one) => one.path);
  }
  succeeded(): void {
    this.trouble = "";
  }
  failed(error: unknown, hint = ""): void {
    this.trouble = (error as Error).message + hint;
  }
  focusPlace(): unknown {
    return this.focus;
  }
  focusEntry(path: string): Promise<void> {
    this.focused.push(this.drawn.find((one) => one === path || path === "") ?? "not drawn");
    return Promise.resolve();
  }
}

function listed(remote: object): { directory: ListedDirectory; panel: Shown } {
  const panel = new Shown(remote as Panel);
  return { directory: panel.directory, panel };
}

const list = (path: string): Promise<object> => Promise.resolve({ path, shown: path, whole: true, entries: [file(`${path}/a`), file(`${path}/b`)] });

it("leads to a typed file in its directory", async () => {
  const { directory, panel } = listed({ list, typed: () => Promise.resolve({ ...file("/etc/b"), within: "/etc" }) });
  directory.filter = "hides it";
  await directory.go("/etc/b");
  expect([directory.path, directory.entries.length, directory.filter, directory.alone]).toEqual(["/etc", 2, "", false]);
  expect(panel.focused).toEqual(["/etc/b"]);
});

it("shows a typed file alone where its directory cannot be listed", async () => {
  const denied = (): Promise<never> => Promise.reject(new DeniedError("Denied."));
  const { directory, panel } = listed({ list: denied, typed: () => Promise.resolve({ ...file("/etc/b"), within: "/etc" }) });
  await directory.go("/etc/b");
  expect([directory.path, directory.entries.length, directory.alone]).toEqual(["/etc", 1, true]);
  expect(panel.focused).toEqual(["/etc/b"]);
  expect(panel.trouble).toBe("");
});

it("keeps a wrong path only while it stands in its field", async () => {
  const { directory, panel } = listed({ list, typed: () => Promise.reject(new Error("No such file.")) });
  await directory.list("/home");
  directory.type("/nowhere");
  await directory.go("/nowhere");
  expect([directory.path, directory.typed, panel.trouble]).toEqual(["/home", "/nowhere", "No such file."]);
  directory.type(null);
  expect(directory.typed ?? directory.shown).toBe("/home");
});

it("keeps what is typed while a directory is being listed, and leaves the focus there", async () => {
  const { directory, panel } = listed({ list });
  const listing = directory.list("/home", "");
  directory.type("/et");
  await listing;
  expect([directory.path, directory.typed]).toEqual(["/home", "/et"]);
  expect(panel.focused).toEqual([]);
});

it("keeps what is being typed when an upload has arrived", async () => {
  const { directory } = listed({ list });
  await directory.list("/home");
  directory.type("/et");
  await directory.list("/home");
  expect(directory.typed).toBe("/et");
  await directory.list("/etc", "");
  expect(directory.typed).toBeNull();
});

it("lists what could not be listed while the server was away once it is back, and only that", async () => {
  let away = true;
  const asked: string[] = [];
  const some = (path: string): Promise<object> => {
    asked.push(path);
    return away ? Promise.reject(new Passing("away")) : list(path);
  };
  const { directory, panel } = listed({ list: some });
  await directory.list("/home", "");
  expect([directory.path, panel.trouble]).toEqual(["", "away"]);
  directory.refresh();
  await vi.waitFor(() => expect(directory.loading).toBe(false));
  away = false;
  directory.again();
  await vi.waitFor(() => expect(directory.path).toBe("/home"));
  directory.again();
  expect(asked).toEqual(["/home", "/home", "/home"]);
  expect(panel.trouble).toBe("");
});

/** A host that answers each request when it is told to. */
function slow(): { remote: object; asked: string[]; answer: (path: string) => void; refuse: (path: string, why: Error) => void } {
  const waiting = new Map<string, { yes: (found: object) => void; no: (why: Error) => void }>();
  const asked: string[] = [];
  const wait = (path: string): Promise<object> => {
    asked.push(path);
    return new Promise((yes, no) => waiting.set(path, { yes, no }));
  };
  return {
    remote: { list: wait, typed: (text: string) => wait(`typed ${text}`) },
    asked,
    answer: (path) => void list(path).then((found) => waiting.get(path)?.yes(path.startsWith("typed ") ? { path: path.slice(6), kind: "directory" } : found)),
    refuse: (path, why) => waiting.get(path)?.no(why),
  };
}

const kinds = (directory: ListedDirectory): unknown[] => [directory.state.kind, directory.path, directory.loading];

it("has no directory before the first one is listed", async () => {
  const host = slow();
  const { directory } = listed(host.remote);
  expect(kinds(directory)).toEqual(["none", "", false]);
  void directory.list("/home/m%C3%BCll", "");
  expect(directory.state).toEqual({ kind: "loading", path: "/home/müll" });
  host.answer("/home/m%C3%BCll");
  await vi.waitFor(() => expect(kinds(directory)).toEqual(["listed", "/home/m%C3%BCll", false]));
});

it("has none after the first one could not be listed either, until one is", async () => {
  const host = slow();
  const { directory, panel } = listed(host.remote);
  void directory.list("/home");
  host.refuse("/home", new DeniedError("Denied."));
  await vi.waitFor(() => expect(kinds(directory)).toEqual(["failed", "", false]));
  expect(panel.trouble).toContain("Denied.");
  void directory.go("tmp");
  expect(kinds(directory)).toEqual(["loading", "", true]);
  expect(host.asked.at(-1)).toBe("typed ~/tmp");
});

it("is opening a typed path from the first question about it, and acts again on the old directory if that fails", async () => {
  const host = slow();
  const { directory, panel } = listed(host.remote);
  void directory.list("/home");
  host.answer("/home");
  await vi.waitFor(() => expect(kinds(directory)).toEqual(["listed", "/home", false]));
  void directory.go("/odd");
  expect([directory.state, directory.path]).toEqual([{ kind: "loading", path: "/odd" }, "/home"]);
  host.answer("typed /odd");
  await vi.waitFor(() => expect(host.asked.at(-1)).toBe("/odd"));
  expect(directory.state.kind).toBe("loading");
  host.refuse("/odd", new DeniedError("Denied."));
  await vi.waitFor(() => expect(kinds(directory)).toEqual(["listed", "/home", false]));
  expect(panel.trouble).toContain("Denied.");
});

it("stays listed while it is read again", async () => {
  const host = slow();
  const { directory } = listed(host.remote);
  void directory.list("/home");
  host.answer("/home");
  await vi.waitFor(() => expect(directory.state.kind).toBe("listed"));
  directory.refresh();
  expect(kinds(directory)).toEqual(["listed", "/home", true]);
});

it("shows what was asked for last, whatever is answered last", async () => {
  const host = slow();
  const { directory, panel } = listed(host.remote);
  void directory.list("/one");
  void directory.list("/two");
  host.answer("/two");
  await vi.waitFor(() => expect(directory.path).toBe("/two"));
  host.answer("/one");
  await new Promise((done) => setTimeout(done)); // Its answer has been heard.
  expect(kinds(directory)).toEqual(["listed", "/two", false]);
  void directory.list("/three");
  void directory.list("/four");
  host.refuse("/three", new Error("No such directory."));
  host.answer("/four");
  await vi.waitFor(() => expect(directory.path).toBe("/four"));
  expect(panel.trouble).toBe("");
});

it("reads a directory again that has changed while another one could not be opened", async () => {
  const host = slow();
  const { directory } = listed(host.remote);
  void directory.list("/home");
  host.answer("/home");
  await vi.waitFor(() => expect(directory.path).toBe("/home"));
  void directory.list("/odd");
  directory.changedIn("/home");
  directory.changedIn("/elsewhere");
  expect(host.asked).toEqual(["/home", "/odd"]);
  host.refuse("/odd", new Error("No such directory."));
  await vi.waitFor(() => expect(host.asked).toEqual(["/home", "/odd", "/home"]));
});

it("keeps what is typed while a typed path is being resolved and listed", async () => {
  const host = slow();
  const { directory, panel } = listed(host.remote);
  directory.type("/odd");
  void directory.go("/odd");
  directory.type("/odd/typed-more");
  host.answer("typed /odd");
  await vi.waitFor(() => expect(host.asked.at(-1)).toBe("/odd"));
  host.answer("/odd");
  await vi.waitFor(() => expect(directory.path).toBe("/odd"));
  expect([directory.typed, panel.focused]).toEqual(["/odd/typed-more", []]);
});

it("keeps a filter that is typed while a directory is being opened", async () => {
  const { directory, panel } = listed({ list });
  await directory.list("/home", "");
  const opening = directory.list("/etc", "");
  directory.filterBy("pass");
  await opening;
  expect([directory.filter, panel.focused]).toEqual(["pass", ["/home/a"]]);
  await directory.list("/tmp", "");
  expect(directory.filter).toBe("");
});

it.each([
  ["is where it was", "entry", "entry", true],
  ["was on what has gone", "entry", null, true],
  ["was moved to a field", "entry", "field", false],
  ["was moved to the terminal", "entry", "outside", false],
  ["was in the terminal all the time", "outside", "outside", false],
])("moves the focus only if it %s", async (_, before, after, moves) => {
  const { directory, panel } = listed({ list });
  panel.focus = before;
  const opening = directory.list("/home", "");
  panel.focus = after;
  await opening;
  expect(panel.focused).toEqual(moves ? ["/home/a"] : []);
});
