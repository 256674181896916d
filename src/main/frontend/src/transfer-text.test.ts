import { expect, it } from "vitest";
import { Rate } from "./rate";
import { counted, failedFirst, told } from "./transfer-text";
import type { Job } from "./job";

const MIB = 1024 * 1024;

/** Half a mebibyte a second for four seconds. */
function moving(change: Partial<Job> = {}): Job {
  const rate = new Rate();
  for (let second = 0; second <= 4; second++) {
    rate.add(second * 1000, (second * MIB) / 2);
  }
  return { id: "1", direction: "upload", name: "a", to: "/home", state: "moving", bytes: 2 * MIB, size: 8 * MIB, rate, nextTry: null, message: "", remedy: "none", ...change };
}

it("says how fast it moves and how long it takes", () => {
  expect(told(moving(), 4_000)).toBe("2.0 MiB of 8.0 MiB, 512 KiB/s, 12 s left");
  expect(told(moving(), 8_999)).toBe("2.0 MiB of 8.0 MiB, 512 KiB/s, 12 s left");
});

it("says neither once nothing has moved for five seconds, but for how long that is", () => {
  expect(told(moving(), 9_000)).toBe("2.0 MiB of 8.0 MiB, no data for 5 s");
  expect(told(moving({ direction: "download", size: -1 }), 64_000)).toBe("2.0 MiB, no data for 1 min 0 s");
});

it("says why an upload waits, what has arrived and when it is tried again", () => {
  const job = moving({ nextTry: 12_000, message: "Fairlead cannot be reached. The server or your network connection is down." });
  const why = "Waiting at 2.0 MiB of 8.0 MiB. Fairlead cannot be reached. The server or your network connection is down.";
  expect(told(job, 4_000)).toBe(`${why} Next try in 8 s.`);
  expect(told(job, 12_000)).toBe(`${why} Trying again …`);
  expect(told({ ...job, size: -1, bytes: 0 }, 4_000)).toBe("Waiting. Fairlead cannot be reached. The server or your network connection is down. Next try in 8 s.");
});

it("says of one that waits to go on what is wrong with its file", () => {
  expect(told({ state: "waiting", message: "h.bin holds only a part." } as Job)).toBe("Waiting. h.bin holds only a part.");
  expect(told({ state: "waiting", message: "" } as Job)).toBe("Waiting");
});

it("counts transfers of each kind, the failed ones first, where there are several", () => {
  const some = (...states: Job["state"][]): Job[] => states.map((state) => moving({ state }));
  expect(counted([])).toBe("");
  expect(counted(some("failed"))).toBe("");
  expect(counted(some("done", "failed", "done", "moving", "waiting", "waiting", "failed", "done", "done"))).toBe("2 failed, 1 under way, 2 waiting, 4 done");
  expect(counted(some("done", "done"))).toBe("2 done");
});

it("has failed transfers first, and keeps the order otherwise", () => {
  const jobs = (["done", "failed", "moving", "waiting", "failed", "done"] as const).map((state, at) => moving({ state, id: String(at) }));
  expect(failedFirst(jobs).map((one) => one.id).join("")).toBe("140235");
});
