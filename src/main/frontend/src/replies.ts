import type { Terminal } from "@xterm/xterm";

/**
 * Suppresses a terminal's answers to replayed queries. A terminal answers queries in the output: its type, its cursor position,
 * its colours. If the output was drawn by another page before, that page has answered, and a second answer would be input to the
 * program that runs now.
 */
export class Replies {
  private replayed = 0;

  constructor(terminal: Terminal) {
    const parser = terminal.parser;
    const asked = (): boolean => this.muted;
    for (const id of [
      { final: "c" },
      { prefix: ">", final: "c" },
      { final: "n" },
      { prefix: "?", final: "n" },
      { final: "t" },
      { intermediates: "$", final: "p" },
      { prefix: "?", intermediates: "$", final: "p" },
    ]) {
      parser.registerCsiHandler(id, asked);
    }
    parser.registerDcsHandler({ intermediates: "$", final: "q" }, asked);
    for (const colour of [4, 10, 11, 12]) {
      parser.registerOscHandler(colour, (data) => this.muted && data.includes("?"));
    }
  }

  /** Whether the output being parsed was answered by another page. */
  get muted(): boolean {
    return this.replayed > 0;
  }

  /** Called before replayed bytes are drawn; the returned function must be called after. */
  replaying(): () => void {
    this.replayed++;
    return () => this.replayed--;
  }

  /** Whether this may be sent: reports of focus are suppressed like answers. */
  passes(typed: string): boolean {
    return !this.muted || (typed !== "\u001b[I" && typed !== "\u001b[O");
  }
}
