import { describe, expect, it } from "vitest";
import type { State } from "./listener";
import type { EndedMessage } from "./protocol";
import { TerminalState } from "./terminal-state";

const question = { type: "prompt", id: 7, kind: "password", host: "web-1", title: "", instruction: "", fields: [] } as const;

function told(): { terminal: TerminalState; words: string[] } {
  const words: string[] = [];
  const terminal = new TerminalState(() => words.push(terminal.word));
  return { terminal, words };
}

describe("what a terminal's connection has told", () => {
  it("asks while a question is open, and only that question's end closes it", () => {
    const { terminal, words } = told();
    terminal.prompt({ ...question, fields: [] });
    terminal.promptDone(6);
    expect(terminal.word).toBe("asking");
    terminal.promptDone(7);
    expect(words).toEqual(["asking", "connecting"]);
  });

  it("forgets what does not hold any more when the terminal is over", () => {
    const { terminal } = told();
    terminal.notice("input-stalled", "");
    terminal.notice("idle", "", 60);
    terminal.notice("banner", "Welcome");
    expect(terminal.stalled).toBe(true);
    terminal.state({ kind: "failed", code: 4409, message: "", lives: true });
    expect(terminal.stalled).toBe(false);
    expect(terminal.notes.map((note) => note.kind)).toEqual(["banner"]);
  });

  const drained = (): TerminalState => {
    const { terminal } = told();
    terminal.state({ kind: "connected" });
    terminal.notice("draining", "This server is being taken out of service. This terminal ends in 10 s.", 10);
    expect(terminal.notes.map((note) => note.kind)).toEqual(["draining"]);
    return terminal;
  };

  it.each<State>([
    { kind: "ended", ended: { type: "ended", reason: "exit", message: "" } as unknown as EndedMessage },
    { kind: "failed", code: 4404, message: "", lives: false },
    { kind: "reconnecting", next: null, lost: 0 },
    { kind: "connected" },
  ])("no longer says that the server ends once the terminal is $kind", (state) => {
    const terminal = drained();
    terminal.state(state);
    expect(terminal.notes).toEqual([]);
  });

  it("forgets every end that is counted down to when the terminal is over", () => {
    const { terminal } = told();
    terminal.notice("another limit", "Soon.", 60);
    terminal.state({ kind: "failed", code: 4404, message: "", lives: false });
    expect(terminal.notes).toEqual([]);
  });

  it("folds the host's message and no other note, and shows it again", () => {
    const { terminal, words } = told();
    terminal.notice("idle", "", 60);
    terminal.notice("banner", "Welcome");
    terminal.fold(true);
    terminal.fold(true);
    expect(terminal.notes.map((note) => [note.kind, note.folded ?? false])).toEqual([["idle", false], ["banner", true]]);
    expect(words).toHaveLength(3);
    terminal.fold(false);
    expect(terminal.notes.some((note) => note.folded)).toBe(false);
  });

  it("tells of a note that is put away, once", () => {
    const { terminal, words } = told();
    terminal.notice("banner", "Welcome");
    terminal.putAway("banner");
    terminal.putAway("banner");
    expect(words).toHaveLength(2);
  });
});
