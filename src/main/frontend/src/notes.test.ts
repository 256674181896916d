import { describe, expect, it } from "vitest";
import { noteOf, withNote, withoutNote } from "./notes";

describe("notes", () => {
  it("of an end say when it comes and what to do", () => {
    const idle = noteOf("idle", "This terminal ends in 120 s.", 120, 1000);
    expect(idle.ends).toBe(121_000);
    expect(idle.text).toContain("Type something to keep this terminal open");
    expect(noteOf("maximum", "…", 60, 0).ends).toBe(60_000);
  });

  it.each(["idle", "maximum", "sign-in", "draining"])("of the end by %s leave the time left to the countdown", (kind) => {
    const note = noteOf(kind, "This terminal ends in 10 s.", 10, 1000);
    expect(note.ends).toBe(11_000);
    expect(note.text).not.toMatch(/\d/);
  });

  it("of everything else are the server's words", () => {
    expect(noteOf("banner", "Authorised use only", undefined, 0)).toEqual({ kind: "banner", text: "Authorised use only" });
  });

  it("are one of a kind, the newest last", () => {
    const a = { kind: "a", text: "1" };
    const b = { kind: "b", text: "2" };
    const newer = { kind: "a", text: "3" };
    expect(withNote([a, b], newer)).toEqual([b, newer]);
    expect(withoutNote([b, newer], "b")).toEqual([newer]);
  });
});
