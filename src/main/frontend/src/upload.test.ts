import { describe, expect, it } from "vitest";
import { Passing, fileKey, upload, type Slice, type UploadWire } from "./upload";

/** A server that keeps what it is sent, and fails when told to. */
class Keeper implements UploadWire {
  part = "";
  whole: string | null = null;
  calls: Slice[] = [];
  /** Called before each slice is taken; may throw. */
  trouble: (slice: Slice, body: string) => void = () => {};

  state(): Promise<{ received: number; exists: boolean }> {
    return Promise.resolve({ received: this.part.length, exists: false });
  }

  async send(slice: Slice, body: Blob, sent: (bytes: number) => void): Promise<{ received: number; done: boolean }> {
    const text = await body.text();
    this.calls.push(slice);
    this.trouble(slice, text);
    expect(slice.offset).toBe(this.part.length);
    this.part += text;
    sent(text.length);
    const done = this.part.length === slice.size;
    if (done) {
      this.whole = this.part;
    }
    return { received: this.part.length, done };
  }
}

const never = new AbortController().signal;
const atOnce = (): Promise<void> => Promise.resolve();

function job(text: string): { file: Blob; path: string; key: string; overwrite: boolean; slice: number } {
  return { file: new Blob([text]), path: "/a", key: "k", overwrite: false, slice: 4 };
}

describe("upload", () => {
  it("sends everything in slices", async () => {
    const keeper = new Keeper();
    const seen: number[] = [];
    await upload(job("0123456789"), keeper, never, (bytes) => seen.push(bytes), atOnce);
    expect(keeper.whole).toBe("0123456789");
    expect(keeper.calls.map((one) => one.offset)).toEqual([0, 4, 8]);
    expect(seen.at(-1)).toBe(10);
  });

  it("sends a file without bytes too", async () => {
    const keeper = new Keeper();
    await upload(job(""), keeper, never, () => {}, atOnce);
    expect(keeper.whole).toBe("");
  });

  it("goes on where an earlier try stopped", async () => {
    const keeper = new Keeper();
    keeper.part = "012345";
    await upload(job("0123456789"), keeper, never, () => {}, atOnce);
    expect(keeper.whole).toBe("0123456789");
    expect(keeper.calls[0]?.offset).toBe(6);
  });

  it("asks where it stands after the network broke in the middle of a slice", async () => {
    const keeper = new Keeper();
    let times = 0;
    keeper.trouble = (slice, body) => {
      if (slice.offset === 4 && times++ === 0) {
        keeper.part += body.slice(0, 2);
        throw new Passing("cut");
      }
    };
    await upload(job("0123456789"), keeper, never, () => {}, atOnce);
    expect(keeper.whole).toBe("0123456789");
  });

  it("gives up on what does not pass", async () => {
    const keeper = new Keeper();
    keeper.trouble = () => {
      throw new Error("disk full");
    };
    await expect(upload(job("01"), keeper, never, () => {}, atOnce)).rejects.toThrow("disk full");
    expect(keeper.calls).toHaveLength(1);
  });

  it("gives up in the end", async () => {
    const keeper = new Keeper();
    keeper.trouble = () => {
      throw new Passing("away");
    };
    await expect(upload(job("01"), keeper, never, () => {}, atOnce)).rejects.toThrow("away");
  });

  it("stops when it is cancelled", async () => {
    const keeper = new Keeper();
    const stop = new AbortController();
    keeper.trouble = () => {
      stop.abort(new Error("cancelled"));
      throw new Passing("aborted");
    };
    await expect(upload(job("01"), keeper, stop.signal, () => {}, atOnce)).rejects.toThrow("cancelled");
    expect(keeper.calls).toHaveLength(1);
  });
});

describe("fileKey", () => {
  it("differs for another size or time, and is what the server takes", () => {
    const one = fileKey({ size: 10, lastModified: 1_700_000_000_000 });
    expect(one).toMatch(/^[0-9a-z]{1,32}$/);
    expect(fileKey({ size: 11, lastModified: 1_700_000_000_000 })).not.toBe(one);
    expect(fileKey({ size: 10, lastModified: 1_700_000_000_001 })).not.toBe(one);
  });
});
