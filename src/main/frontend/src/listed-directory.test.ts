import { expect, it, vi } from "vitest";
import { DeniedError, type Entry, type Panel } from "./files-api";
import { ListedDirectory, type DirectoryView } from "./listed-directory";
import { Passing } from "./retry";

const file = (path: string): Entry => ({ name: path.slice(path.lastIndexOf("/") + 1), path, kind: "file", size: 1, modified: "", mode: "" }) as unknown as Entry;

/** Draws the directory only when it is told of a change, as the panel does. */
class Shown implements DirectoryView {
  trouble = "";
  focused: string[] = [];
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
  away = false;
  await Promise.resolve();
  directory.again();
  await vi.waitFor(() => expect(directory.path).toBe("/home"));
  directory.again();
  expect(asked).toEqual(["/home", "/home", "/home"]);
  expect(panel.trouble).toBe("");
});
