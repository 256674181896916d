import { describe, expect, it } from "vitest";
import type { State } from "./listener";
import { mayTryNow, roundTrips, statusOf, whyRefused } from "./status";

const around = { host: "web-1", stalled: false, silentSince: null, waiting: 0, graceSeconds: 1800, now: 100_000 };
const ended = { type: "ended", reason: "exit", signal: null, message: "The shell ended with status 3.\u001b[2J" } as const;

describe("the status line", () => {
  it("says what opening is doing", () => {
    expect(statusOf({ kind: "connecting", phase: "exchange" }, around).text).toBe("Securing the connection …");
    expect(statusOf({ kind: "connecting", phase: "something newer" }, around).text).toBe("Connecting …");
  });

  it("counts down to the next try and to the end of the terminal's time", () => {
    const state: State = { kind: "reconnecting", next: 107_000, lost: 95_000 };
    const says = (now: number): string => statusOf(state, { ...around, now }).detail;
    expect(says(100_000)).toBe("next try in 7 s · terminal ends in 29 min 55 s");
    expect(says(106_500)).toContain("next try in 1 s");
    expect(says(107_000)).toContain("trying again …");
    expect(says(95_000 + 1_700_000)).toContain("terminal ends in 1 min 40 s");
    expect(says(95_000 + 1_800_000)).toContain("too late to reconnect");
  });

  it("reads out the same sentence while it counts", () => {
    const state: State = { kind: "reconnecting", next: null, lost: 95_000 };
    expect(statusOf(state, around).text).toBe(statusOf(state, { ...around, now: 200_000 }).text);
  });

  it("says that the host takes no input, and how much waits", () => {
    const status = statusOf({ kind: "connected" }, { ...around, stalled: true, waiting: 200_000 });
    expect(status).toEqual({ text: "The host is not accepting input", detail: "196 KiB waiting · Ctrl+C discards them", tone: "warn" });
  });

  it("says that nothing answers, and for how long", () => {
    const says = (now: number, waiting = 0): unknown => statusOf({ kind: "connected" }, { ...around, silentSince: 98_000, waiting, now });
    expect(says(98_500)).toEqual({ text: "Fairlead does not answer", detail: "for 2 s", tone: "warn" });
    expect(says(105_900, 1)).toEqual({ text: "Fairlead does not answer", detail: "for 7 s · 1 byte typed, not delivered yet", tone: "warn" });
  });

  it("counts what waits while the line is down", () => {
    const state: State = { kind: "reconnecting", next: null, lost: 95_000 };
    expect(statusOf(state, { ...around, waiting: 12 }).detail).toBe("trying again … · terminal ends in 29 min 55 s · 12 bytes typed, not delivered yet");
    expect(statusOf({ kind: "connecting", phase: "shell" }, { ...around, waiting: 2048 }).detail).toBe("2 KiB typed, not delivered yet");
  });

  it.each([
    [{ kind: "reconnecting", next: 107_000, lost: 95_000 }, null, true],
    [{ kind: "reconnecting", next: null, lost: 95_000 }, null, true],
    [{ kind: "connected" }, 98_000, true],
    [{ kind: "connected" }, null, false],
    [{ kind: "connecting", phase: "gateway" }, null, true],
    [{ kind: "connecting", phase: "resume" }, null, true],
    [{ kind: "connecting", phase: "authenticate" }, null, false],
    [{ kind: "failed", code: 4404, message: "", lives: true }, null, false],
  ] as [State, number | null, boolean][])("offers to try now whenever it waits for Fairlead: %o", (state, silentSince, offered) => {
    expect(mayTryNow(state, silentSince)).toBe(offered);
  });

  it("says why nothing can be typed, and what to do", () => {
    expect(whyRefused({ kind: "failed", code: 4409, message: "", lives: true }, "web-1")).toBe(
      "Not sent: this terminal on web-1 is used in another window. Choose “Take over” to type here.",
    );
    expect(whyRefused({ kind: "failed", code: 4502, message: "", lives: false }, "web-1")).toBe("Not sent: there is no connection to web-1.");
    expect(whyRefused({ kind: "ended", ended: { ...ended, exitStatus: 0 } }, "web-1")).toBe("Not sent: the shell on web-1 has ended.");
    expect(whyRefused({ kind: "connected" }, "web-1")).toContain("has not taken what was typed before");
  });

  it("shows the host's words as one line of text", () => {
    expect(statusOf({ kind: "ended", ended: { ...ended, exitStatus: 3 } }, around)).toEqual({
      text: "The shell ended with status 3.[2J", detail: "", tone: "warn",
    });
    expect(statusOf({ kind: "ended", ended: { ...ended, exitStatus: 0 } }, around).tone).toBe("");
  });
});

describe("round trips", () => {
  it("have tenths where they are short", () => {
    expect(roundTrips({ gateway: 5.4, host: null })).toBe("gateway 5 ms");
    expect(roundTrips({ gateway: 17, host: 0.42 })).toBe("gateway 17 ms · host 0.4 ms");
    expect(roundTrips({ gateway: 17, host: 472 })).toBe("gateway 17 ms · host 472 ms");
  });
});
