import { expect, it } from "vitest";
import { literally, search, type Found, type Query } from "./matches";

const all = (query: Partial<Query>): Found[] => [...search({ lines: [], source: "x", flags: "gi", most: 100, ...query })];
const matches = (query: Partial<Query>): [number, number, number][] => all(query).flatMap((part) => part.matches.map((one): [number, number, number] => [one.line, one.from, one.to]));

it("finds the last match first", () => {
  expect(matches({ lines: ["error Error", "none", "ERROR"], source: "error" })).toEqual([
    [2, 0, 5],
    [0, 6, 11],
    [0, 0, 5],
  ]);
  expect(matches({ lines: ["error Error"], source: "error", flags: "g" })).toEqual([[0, 0, 5]]);
});

it("takes a text literally", () => {
  const text = "a.(b)[c]{d}*+?^$|\\";
  expect(matches({ lines: [`x${text}`, "aX(b)"], source: literally(text) })).toEqual([[0, 1, 1 + text.length]]);
});

it("sees the whole line, whatever was found before in it", () => {
  expect(matches({ lines: ["ab ab"], source: "^ab|\\bb" })).toEqual([[0, 0, 2]]);
});

it("finds no nothing and no more than wanted, the last ones", () => {
  expect(matches({ lines: ["abc"], source: "b*" })).toEqual([[0, 1, 2]]);
  expect(matches({ lines: ["xxx", "xx"], most: 3 })).toEqual([
    [1, 1, 2],
    [1, 0, 1],
    [0, 2, 3],
  ]);
});

it("tells what it has before it comes to lines that may take long", () => {
  const parts = all({ lines: Array.from({ length: 1_000 }, () => "x"), most: 2_000 });
  expect(parts.length).toBeGreaterThan(4);
  expect(parts.at(0)?.matches[0]).toEqual({ line: 999, from: 0, to: 1 });
  expect(parts.map((part) => part.done)).toEqual([...parts.slice(1).map(() => false), true]);
});
