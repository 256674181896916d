import { describe, expect, it } from "vitest";
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
