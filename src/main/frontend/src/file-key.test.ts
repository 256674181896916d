import { describe, expect, it } from "vitest";
import { Fnv1a, fileKey } from "./file-key";
import { ChangedError } from "./upload";

const MIB = 1024 * 1024;
const AT = 1_700_000_000_000;

function file(content: Uint8Array<ArrayBuffer> | string, lastModified = AT): File {
  return new File([content], "a.bin", { lastModified });
}

/** Zeros but for one byte. */
function zeros(size: number, other: number): File {
  const bytes = new Uint8Array(size);
  bytes[other] = 1;
  return file(bytes);
}

describe("fileKey", () => {
  it("is what the server takes, and the same for the same file", async () => {
    for (const one of [file(""), file("x"), zeros(9 * MIB, 0), file("x", -1)]) {
      expect(await fileKey(one)).toMatch(/^[0-9a-z]{1,32}$/);
      expect(await fileKey(new File([one], "b.bin", { lastModified: one.lastModified }))).toBe(await fileKey(one));
    }
    const huge = { size: Number.MAX_SAFE_INTEGER, lastModified: Number.MAX_SAFE_INTEGER, slice: () => new Blob(["x"]) } as unknown as File;
    expect(await fileKey(huge)).toMatch(/^[0-9a-z]{1,32}$/);
  });

  it("differs for another size, time or content", async () => {
    const keys = await Promise.all([file("same"), file("came"), file("same", AT + 1), file("same\n")].map(fileKey));
    expect(new Set(keys).size).toBe(4);
  });

  it.each([
    [1 * MIB, [0, 1, 256 * 1024, 600_000, MIB - 1]],
    [8 * MIB - 1, [0, 3_000_000, 4 * MIB, 8 * MIB - 2]],
    [40 * MIB, [0, 256 * 1024 - 1, 40 * MIB - 256 * 1024, 40 * MIB - 1]],
  ])("sees one other byte in %d bytes", async (size, places) => {
    const keys = await Promise.all(places.map((place) => fileKey(zeros(size, place))));
    expect(new Set(keys).size).toBe(places.length);
  });

  it("reads no more than 8 MiB of a large file", async () => {
    let read = 0;
    const large = {
      size: 1024 ** 4,
      lastModified: AT,
      slice: (start: number, end: number) => {
        read += Math.min(end, 1024 ** 4) - start;
        return new Blob(["x"]);
      },
    };
    await fileKey(large as unknown as File);
    expect(read).toBe(8 * MIB);
  });

  it("says that a file cannot be read", async () => {
    const unreadable = { size: 1, lastModified: AT, slice: () => ({ arrayBuffer: () => Promise.reject(new DOMException("gone", "NotFoundError")) }) };
    await expect(fileKey(unreadable as unknown as File)).rejects.toThrow(ChangedError);
    await expect(fileKey(unreadable as unknown as File)).rejects.toThrow("This file cannot be read on your computer");
  });
});

describe("Fnv1a", () => {
  // Of the authors' own test vectors.
  it.each([
    ["", "cbf29ce484222325"],
    ["a", "af63dc4c8601ec8c"],
    ["foobar", "85944171f73967e8"],
  ])("of %j is %s", (text, hash) => {
    const one = new Fnv1a();
    one.add(new TextEncoder().encode(text));
    expect(one.toString()).toBe(hash);
  });
});
