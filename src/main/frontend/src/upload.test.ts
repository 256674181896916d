import { describe, expect, it, vi } from "vitest";
import { RefusedError } from "./api";
import { Passing } from "./retry";
import { ChangedError, upload, type UploadProgress, type Slice, type There, type Upload, type UploadWire } from "./upload";

/** A server that keeps what it is sent, and fails when told to. */
class Keeper implements UploadWire {
  part = "";
  whole: string | null = null;
  calls: Slice[] = [];
  /** Called before each slice is taken; may throw. */
  trouble: (slice: Slice, body: string) => void = () => {};

  /** What has the file's name. */
  entry: There | null = null;

  state(): Promise<{ received: number; exists: boolean }> {
    return Promise.resolve({ received: this.part.length, exists: this.entry !== null });
  }

  there(): Promise<There | null> {
    return Promise.resolve(this.entry);
  }

  /** All of it is there and gets its name, and the answer is lost. */
  place(slice: Slice, modified: string): never {
    this.part = "";
    this.entry = { size: slice.size, modified };
    throw new Passing("cut");
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

/** Keeps the numbers of bytes. */
const telling = (seen: number[] = []): UploadProgress => ({ moved: (bytes) => void seen.push(bytes), waits: () => {} });

const atOnce = (): Promise<void> => Promise.resolve();

function job(text: string): Upload {
  return { file: new Blob([text]), path: "/a", key: "k", overwrite: false, slice: 4, last: {} };
}

describe("upload", () => {
  it("sends everything in slices", async () => {
    const keeper = new Keeper();
    const seen: number[] = [];
    await upload(job("0123456789"), keeper, never, telling(seen), atOnce);
    expect(keeper.whole).toBe("0123456789");
    expect(keeper.calls.map((one) => one.offset)).toEqual([0, 4, 8]);
    expect(seen.at(-1)).toBe(10);
  });

  it("sends a file without bytes too", async () => {
    const keeper = new Keeper();
    await upload(job(""), keeper, never, telling(), atOnce);
    expect(keeper.whole).toBe("");
  });

  it("goes on where an earlier try stopped", async () => {
    const keeper = new Keeper();
    keeper.part = "012345";
    await upload(job("0123456789"), keeper, never, telling(), atOnce);
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
    await upload(job("0123456789"), keeper, never, telling(), atOnce);
    expect(keeper.whole).toBe("0123456789");
  });

  it("gives up on what does not pass", async () => {
    const keeper = new Keeper();
    keeper.trouble = () => {
      throw new Error("disk full");
    };
    await expect(upload(job("01"), keeper, never, telling(), atOnce)).rejects.toThrow("disk full");
    expect(keeper.calls).toHaveLength(1);
  });

  it("gives up in the end", async () => {
    const keeper = new Keeper();
    keeper.trouble = () => {
      throw new Passing("away");
    };
    await expect(upload(job("01"), keeper, never, telling(), atOnce)).rejects.toThrow("away");
  });

  it.each(["0123456789", "01", ""])("is done when all of %j has arrived and only the last answer was lost", async (text) => {
    const keeper = new Keeper();
    const seen: number[] = [];
    let lost = false;
    keeper.trouble = (slice, body) => {
      if (lost) {
        throw new Error("A file named a already exists.");
      }
      if (slice.offset + body.length === slice.size) {
        lost = true;
        keeper.place(slice, "12:00");
      }
    };
    await upload(job(text), keeper, never, telling(seen), atOnce);
    expect(seen.at(-1)).toBe(text.length);
  });

  it("is done too when it has replaced a file of the same size", async () => {
    const keeper = new Keeper();
    keeper.entry = { size: 2, modified: "11:00" };
    keeper.trouble = (slice) => keeper.place(slice, "12:00");
    await upload({ ...job("01"), overwrite: true }, keeper, never, telling(), atOnce);
    expect(keeper.calls).toHaveLength(1);
  });

  it("is done when the host was still placing it at the next look", async () => {
    const keeper = new Keeper();
    let times = 0;
    keeper.trouble = (slice, body) => {
      keeper.part = "01";
      if (times++ === 0) {
        throw new Passing("cut");
      }
      expect(body).toBe("");
      keeper.place(slice, "12:00");
    };
    await upload(job("01"), keeper, never, telling(), atOnce);
    expect(times).toBe(2);
  });

  it("is done when it is resumed long after the last answer was lost", async () => {
    const keeper = new Keeper();
    const one = job("01");
    keeper.trouble = (slice) => keeper.place(slice, "12:00");
    const stop = new AbortController();
    const gone = (): Promise<void> => Promise.resolve(stop.abort(new Error("gone")));
    await expect(upload(one, keeper, stop.signal, telling(), gone)).rejects.toThrow("gone");
    await upload(one, keeper, never, telling(), atOnce);
    expect(keeper.calls).toHaveLength(1);
  });

  it.each([
    ["that was there before", { size: 2, modified: "11:00" }, { size: 2, modified: "11:00" }],
    ["of another size", null, { size: 3, modified: "12:00" }],
  ])("takes no file %s for its own", async (_, before, after) => {
    const keeper = new Keeper();
    keeper.entry = before;
    let times = 0;
    keeper.trouble = () => {
      keeper.entry = after;
      throw times++ === 0 ? new Passing("cut") : new Error("A file named a already exists.");
    };
    await expect(upload(job("01"), keeper, never, telling(), atOnce)).rejects.toThrow("already exists");
    expect(times).toBe(2);
  });

  it("sends no bytes to learn that the name is taken, and all of them when it no longer is", async () => {
    const keeper = new Keeper();
    keeper.entry = { size: 3, modified: "11:00" };
    const bodies: string[] = [];
    keeper.trouble = (_, body) => void bodies.push(body);
    await upload(job("0123456789"), keeper, never, telling(), atOnce);
    expect(bodies).toEqual(["", "0123", "4567", "89"]);
    expect(keeper.whole).toBe("0123456789");
  });

  it("takes a file that was there all the time for none of its own before anything was sent", async () => {
    const keeper = new Keeper();
    keeper.entry = { size: 2, modified: "11:00" };
    keeper.trouble = () => {
      throw new Error("A file named a already exists.");
    };
    await expect(upload(job("01"), keeper, never, telling(), atOnce)).rejects.toThrow("already exists");
  });

  it("says at once that the file changed on this computer", async () => {
    const keeper = new Keeper();
    keeper.trouble = () => {
      throw new Passing("Fairlead cannot be reached.");
    };
    const one = job("0123456789");
    const unreadable = { arrayBuffer: () => Promise.reject(new DOMException("changed", "NotReadableError")), text: () => Promise.resolve("") };
    one.file.slice = () => unreadable as unknown as Blob;
    const failure = await upload(one, keeper, never, telling(), atOnce).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ChangedError);
    expect(failure).toHaveProperty("message", "This file changed on your computer while it was being uploaded. Upload it again.");
    expect(keeper.calls).toHaveLength(1);
  });

  it("says while it waits why, and what has arrived", async () => {
    const keeper = new Keeper();
    const told: string[] = [];
    let times = 0;
    keeper.trouble = (slice) => {
      if (slice.offset === 4 && times++ < 2) {
        throw new Passing("Fairlead cannot be reached.");
      }
    };
    const progress: UploadProgress = {
      moved: (bytes) => void told.push(`${bytes} moved`),
      waits: (why, until) => void told.push(`${why.message} ${until > performance.now()}`),
    };
    await upload(job("0123456789"), keeper, never, progress, atOnce);
    const changes = told.filter((one, at) => one !== told[at - 1]);
    const waited = ["4 moved", "Fairlead cannot be reached. true"];
    expect(changes).toEqual(["0 moved", ...waited, ...waited, "4 moved", "8 moved", "10 moved"]);
  });

  it("stops when it is cancelled", async () => {
    const keeper = new Keeper();
    const stop = new AbortController();
    keeper.trouble = () => {
      stop.abort(new Error("cancelled"));
      throw new Passing("aborted");
    };
    await expect(upload(job("01"), keeper, stop.signal, telling(), atOnce)).rejects.toThrow("cancelled");
    expect(keeper.calls).toHaveLength(1);
  });
});

it("does not take the old file for the new one when nobody could look at it before", async () => {
  const keeper = new Keeper();
  keeper.entry = { size: 4, modified: "before" };
  const one: Upload = { ...job("0123"), overwrite: true };
  const there = vi.spyOn(keeper, "there").mockResolvedValue(null);
  keeper.trouble = () => {
    throw new RefusedError("These files are no longer open.");
  };
  await expect(upload(one, keeper, never, telling(), atOnce)).rejects.toThrow("no longer open");
  there.mockRestore();
  keeper.trouble = () => {};
  await upload(one, keeper, never, telling(), atOnce);
  expect(keeper.whole).toBe("0123");
});
