import type { Terminal } from "@xterm/xterm";

/**
 * A terminal answers some of what a program writes: which terminal it is, where its cursor is, its colours. While it
 * draws again what another page has drawn before, those questions have been answered, and a second answer would be
 * typed into whatever runs now.
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

  /** Whether what is being parsed has been answered before. */
  get muted(): boolean {
    return this.replayed > 0;
  }

  /** These bytes are drawn again; call what it returns when they are. */
  replaying(): () => void {
    this.replayed++;
    return () => this.replayed--;
  }

  /** Whether the terminal may say this: a report of focus is an answer, too. */
  passes(typed: string): boolean {
    return !this.muted || (typed !== "\u001b[I" && typed !== "\u001b[O");
  }
}
