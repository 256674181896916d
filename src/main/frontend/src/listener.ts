import type { EndedMessage, PromptMessage } from "./protocol";

/** The state of a terminal's connection, for the status line. */
export type State =
  | { kind: "connecting"; phase: string }
  | { kind: "connected" }
  /** Lost since `lost`; the next attempt is at `next`, or under way if null. Both as of `Date.now()`. */
  | { kind: "reconnecting"; next: number | null; lost: number }
  | { kind: "ended"; ended: EndedMessage }
  /** `lives`: the terminal still runs and can be attached to. */
  | { kind: "failed"; code: number; message: string; lives: boolean; offer?: "files" | undefined };

/** Receives the events of a connection, for the view of its terminal. */
export interface Listener {
  state(state: State): void;
  prompt(prompt: PromptMessage): void;
  promptDone(id: number): void;
  notice(kind: string, message: string, seconds?: number): void;
  latency(gateway: number, host: number | null): void;
  /** Since when nothing has answered, as `Date.now()`; null once something has. */
  silent(since: number | null): void;
  /** The id of the server's trace of this connection; "" for none. */
  trace(id: string): void;
}

/** What a connection needs of the page around it. */
export interface TerminalDisplay {
  /** `replayed`: an earlier page has drawn these bytes and answered the queries in them. */
  draw(bytes: Uint8Array, done: () => void, replayed: boolean): void;
  size(): { columns: number; rows: number };
  /** The grace time in seconds. */
  grace(): number;
}
