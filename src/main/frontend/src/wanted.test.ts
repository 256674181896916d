import { expect, it } from "vitest";
import type { Dropped } from "./dropped";
import type { Entry } from "./files-api";
import { leftOut, takenFiles, wantedFiles } from "./wanted";

const dropped = (name: string, directory: string[] = []): Dropped => ({ file: new File(["text"], name), directory });
const entry = (path: string, kind: Entry["kind"]): Entry => ({ name: "", path, kind, size: 0, modified: "", mode: 0 });

const a = dropped("a b");
const fresh = dropped("new");
const inner = dropped("a b", ["fold"]);
const folder = dropped("fold");
const entries = [entry("/home/a%20b", "file"), entry("/home/fold", "directory")];

it("asks about files that the list has, not about those in directories", () => {
  expect([...takenFiles([a, fresh, inner, folder], "/home", entries)]).toEqual([a]);
});

it("lets only what was asked about take the place of another", () => {
  const asked = new Set([a]);
  const overwrites = (answer: "replace" | "skip" | "cancel"): unknown =>
    wantedFiles([a, fresh, inner], asked, answer).map((one) => [one.file, one.overwrite]);
  expect(overwrites("replace")).toEqual([[a.file, true], [fresh.file, false], [inner.file, false]]);
  expect(overwrites("skip")).toEqual([[fresh.file, false], [inner.file, false]]);
  expect(overwrites("cancel")).toEqual([]);
});

it("says what it left out", () => {
  expect(leftOut(["a"])).toBe("a was not added: a file with this name is already being uploaded to this directory.");
  expect(leftOut(["a", "b"])).toBe("2 files were not added: files with their names are already being uploaded to this directory.");
});
