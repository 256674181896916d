import { expect, test } from "vitest";
import { ordered, turned } from "./file-order";
import type { Entry } from "./files-api";

const entry = (name: string, kind: Entry["kind"], size: number, day: number): Entry => ({
  name,
  path: `/${name}`,
  kind,
  size,
  modified: `2026-01-0${day}T00:00:00Z`,
  mode: 0o644,
});
const all = [entry("b10", "file", 5, 3), entry("b9", "file", 9, 1), entry("Sub", "directory", 4096, 2), entry("a", "link", 1, 9)];
const names = (list: Entry[]): string[] => list.map((one) => one.name);

test("directories come first, and numbers count as such", () => {
  expect(names(ordered(all, "", { by: "name", descending: false }))).toEqual(["Sub", "a", "b9", "b10"]);
  expect(names(ordered(all, "", { by: "name", descending: true }))).toEqual(["Sub", "b10", "b9", "a"]);
});

test("the largest and the newest are found", () => {
  expect(names(ordered(all, "", { by: "size", descending: true }))).toEqual(["Sub", "b9", "b10", "a"]);
  expect(names(ordered(all, "", { by: "modified", descending: true }))).toEqual(["Sub", "a", "b10", "b9"]);
});

test("a filter looks for a part of the name, whatever its case", () => {
  expect(names(ordered(all, "SU", { by: "name", descending: false }))).toEqual(["Sub"]);
  expect(ordered(all, "x", { by: "name", descending: false })).toEqual([]);
});

test("the same column turns the order round", () => {
  expect(turned({ by: "name", descending: false }, "name")).toEqual({ by: "name", descending: true });
  expect(turned({ by: "name", descending: true }, "modified")).toEqual({ by: "modified", descending: true });
  expect(turned({ by: "size", descending: true }, "name")).toEqual({ by: "name", descending: false });
});

test("fifty thousand are sorted while nobody notices", () => {
  const many = Array.from({ length: 50_000 }, (_, i) => entry(`file${(i * 7919) % 50_000}`, "file", i, 1));
  const before = performance.now();
  expect(ordered(many, "", { by: "name", descending: false })[9]?.name).toBe("file9");
  expect(performance.now() - before).toBeLessThan(5_000);
});
