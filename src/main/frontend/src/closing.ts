/** What a connection does after it was closed. */
export type Next =
  /** Reconnects after a delay. */
  | "retry"
  /** Asks whether the person is signed in: a browser does not say why an upgrade failed. */
  | "ask-login"
  /** Requests another token. */
  | "ask-token"
  /** Shows the failure. */
  | "fail";

/** What is known about a connection that was closed. */
export interface Closed {
  code: number;
  /** Its WebSocket had been open. */
  reached: boolean;
  /** The terminal had been opened or attached to over it. */
  stood: boolean;
  /** There is a terminal to reconnect to. */
  terminal: boolean;
  /** A token was requested since the terminal was last connected. */
  tokenAsked: boolean;
}

/**
 * Temporary failures: too slow (4408) and internal error (4500). With our other codes (docs/PROTOCOL.md) the next try would fail
 * in the same way.
 */
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
