/** The wire, fairlead.v1: docs/PROTOCOL.md is the authority. */
export const SUBPROTOCOL = "fairlead.v1";

/** Bytes in one input frame at most. */
export const INPUT_FRAME = 32 * 1024;

export type ClientMessage =
  | { type: "open"; host: string; user?: string; columns: number; rows: number }
  | {
      type: "attach";
      terminal: string;
      token: string;
      output: number;
      input: number;
      columns: number;
      rows: number;
    }
  | { type: "resize"; columns: number; rows: number }
  | { type: "ack"; output: number }
  | { type: "answer"; id: number; values: string[] | null }
  | { type: "interrupt" }
  | { type: "end" }
  | { type: "ping"; t: number }
  | { type: "pong"; t: number };

export interface PromptMessage {
  type: "prompt";
  id: number;
  kind: "password" | "passphrase" | "keyboard-interactive" | "host-key";
  host: string;
  title: string;
  /** Text before the question: about a refused attempt, and the host's messages since. */
  notice?: string;
  instruction: string;
  fields: { label: string; echo: boolean }[];
}

export interface EndedMessage {
  type: "ended";
  reason: string;
  exitStatus: number | null;
  signal: string | null;
  message: string;
  /** What may work instead of a shell. */
  offer?: "files";
}

export type ServerMessage =
  | { type: "opened"; terminal: string; token: string; node: string; credit: number; traceparent?: string }
  | {
      type: "attached";
      token: string;
      output: number;
      input: number;
      skipped: number;
      credit: number;
      host: string;
      /** Output up to here was drawn by an earlier page. */
      seen?: number;
      traceparent?: string;
    }
  | { type: "progress"; phase: "connect" | "exchange" | "authenticate" | "shell" }
  | PromptMessage
  | { type: "prompt-done"; id: number }
  | { type: "ack"; input: number; interrupted?: boolean }
  | { type: "notice"; kind: string; message: string; seconds?: number }
  | EndedMessage
  | { type: "failed"; code: number; message: string; offer?: "files"; traceparent?: string }
  | { type: "ping"; t: number }
  | { type: "pong"; t: number; ssh: number | null };

/** Required fields by type; with "?" null is allowed. */
const SHAPES: Record<ServerMessage["type"], Record<string, string>> = {
  opened: { terminal: "string", token: "string", node: "string", credit: "number" },
  attached: {
    token: "string",
    output: "number",
    input: "number",
    skipped: "number",
    credit: "number",
    host: "string",
  },
  progress: { phase: "string" },
  prompt: { id: "number", kind: "string", host: "string", title: "string", instruction: "string", fields: "object" },
  "prompt-done": { id: "number" },
  ack: { input: "number" },
  notice: { kind: "string", message: "string" },
  ended: { reason: "string", exitStatus: "number?", signal: "string?", message: "string" },
  failed: { code: "number", message: "string" },
  ping: { t: "number" },
  pong: { t: "number", ssh: "number?" },
};

/** The trace id in a `traceparent`, or "" when there is none. */
export function traceId(traceparent: string | undefined): string {
  return /^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/.exec(traceparent ?? "")?.[1] ?? "";
}

/** Parses a text frame of the server; null for an unknown message, which a newer server may send. */
export function parseServerMessage(text: string): ServerMessage | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== "object" || value === null) {
    return null;
  }
  const message = value as Record<string, unknown>;
  const shape = SHAPES[message["type"] as ServerMessage["type"]];
  if (!shape) {
    return null;
  }
  for (const [name, kind] of Object.entries(shape)) {
    const field = message[name];
    const fits = kind.endsWith("?")
      ? field === null || typeof field === kind.slice(0, -1)
      : typeof field === kind && field !== null;
    if (!fits) {
      return null;
    }
  }
  return value as ServerMessage;
}
