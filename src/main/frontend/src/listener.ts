import type { EndedMessage, PromptMessage } from "./protocol";

/** How a terminal is connected; what the status line says. */
export type State =
  | { kind: "connecting"; phase: string }
  | { kind: "connected" }
  /** Lost since `lost`; the next try is at `next`, or under way when null. Both are milliseconds of `Date.now()`. */
  | { kind: "reconnecting"; next: number | null; lost: number }
  | { kind: "ended"; ended: EndedMessage }
  /** `lives`: the terminal still runs and can be come back to. */
  | { kind: "failed"; code: number; message: string; lives: boolean; offer?: "files" | undefined };

/** What a connection tells the view of its terminal. */
export interface Listener {
  state(state: State): void;
  prompt(prompt: PromptMessage): void;
  promptDone(id: number): void;
  notice(kind: string, message: string, seconds?: number): void;
  latency(gateway: number, host: number | null): void;
  /** Since when nothing has answered, as `Date.now()`; null once something has. */
  silent(since: number | null): void;
  /** Which trace the server keeps of this connection; "" for none. */
  trace(id: string): void;
}

/** What a connection needs of the page around it. */
export interface TerminalDisplay {
  /** `replayed`: an earlier page has drawn these and answered what they ask. */
  draw(bytes: Uint8Array, done: () => void, replayed: boolean): void;
  size(): { columns: number; rows: number };
  /** Seconds for which the server keeps a terminal without its browser. */
  grace(): number;
}
