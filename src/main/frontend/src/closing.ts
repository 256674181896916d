/** What a connection does about its end. */
export type Next =
  /** Comes back after a while. */
  | "retry"
  /** Asks whether anybody is signed in: a browser does not tell why an upgrade failed. */
  | "ask-login"
  /** Asks for another token. */
  | "ask-token"
  /** Shows what was said. */
  | "fail";

/** What is known about a connection that was closed. */
export interface Closed {
  code: number;
  /** Its WebSocket had been open. */
  reached: boolean;
  /** The terminal had been opened or taken up over it. */
  stood: boolean;
  /** There is a terminal to come back to. */
  terminal: boolean;
  /** A token was asked for since a terminal stood last. */
  tokenAsked: boolean;
}

/** Slow (4408) and faulty (4500) pass; the other codes of ours (docs/PROTOCOL.md) are the same at the next try. */
const PASSING = [4408, 4500];

export function afterClose({ code, reached, stood, terminal, tokenAsked }: Closed): Next {
  if (code === 4404 && terminal && !stood && !tokenAsked) {
    return "ask-token";
  }
  if (code >= 4400 && !PASSING.includes(code)) {
    return "fail";
  }
  if (!reached) {
    return "ask-login";
  }
  return terminal ? "retry" : "fail";
}
