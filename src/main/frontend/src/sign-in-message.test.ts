import { describe, expect, it } from "vitest";
import { messageOf } from "./sign-in-message";

const said = (query: string): string | undefined => messageOf(new URLSearchParams(query))?.text;

describe("the sign-in page", () => {
  it("tells how long to wait, to the second where it is short", () => {
    expect(said("wait=41")).toBe("Too many failed sign-ins. Try again in 41 s.");
    expect(said("wait=894")).toBe("Too many failed sign-ins. Try again in 14 min 54 s.");
  });

  it("makes no time of what is none", () => {
    for (const wait of ["0", "-5", "x", "Infinity", ""]) {
      expect(said(`wait=${wait}`)).toBe("Too many failed sign-ins. You can try again now.");
    }
  });

  it("says what is missing on a new server", () => {
    expect(said("nobody")).toContain("no accounts");
  });

  it("tells a provider that is away from a sign-in that did not end", () => {
    expect(said("unreachable")).toBe("The sign-in provider cannot be reached. Try again in a few minutes.");
    expect(said("unfinished")).toBe("The sign-in was not completed. Try again.");
  });

  it("says nothing unasked", () => {
    expect(said("")).toBeUndefined();
    expect(said("failed")).toContain("is wrong");
    expect(messageOf(new URLSearchParams("out"))?.good).toBe(true);
  });
});
