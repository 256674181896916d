import { expect, it } from "vitest";
import { droppedFiles } from "./dropped";

const file = (name: string): unknown => ({ isFile: true, name, file: (resolve: (file: File) => void) => resolve(new File(["text"], name)) });

/** A browser gives what is in a directory in pieces, and nothing at the end. */
function directory(name: string, ...entries: unknown[]): unknown {
  return {
    isFile: false,
    name,
    createReader: () => {
      const left = [...entries];
      return { readEntries: (resolve: (some: unknown[]) => void) => resolve(left.splice(0, 1)) };
    },
  };
}

const drop = (...entries: unknown[]): DataTransfer => ({ items: entries.map((one) => ({ webkitGetAsEntry: () => one })) }) as unknown as DataTransfer;

it("finds all files and the directories in which nothing is", async () => {
  const found = await droppedFiles(drop(file("a"), directory("dir", directory("empty"), file("b"), directory("deep", directory("er")))));
  expect(found.map((one) => [...one.directory, one.file?.name ?? ""].join("/"))).toEqual(["a", "dir/empty/", "dir/b", "dir/deep/er/"]);
});
