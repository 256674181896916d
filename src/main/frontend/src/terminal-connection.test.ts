import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { fakePage } from "./fake-page";
import type { State } from "./listener";
import { TerminalConnection } from "./terminal-connection";
import { TerminalState } from "./terminal-state";

/** A socket whose other side says what the test says. */
class FakeWebSocket {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  readyState = FakeWebSocket.CONNECTING;
  readonly sent: string[] = [];
  onopen: () => void = () => undefined;
  onmessage: (event: { data: string }) => void = () => undefined;
  onclose: (event: { code: number; reason: string }) => void = () => undefined;

  constructor() {
    sockets.push(this);
  }

  send(data: string | Uint8Array): void {
    if (typeof data === "string") {
      this.sent.push((JSON.parse(data) as { type: string }).type);
    }
  }

  close(): void {
    this.readyState = 3;
  }

  accept(): void {
    this.readyState = FakeWebSocket.OPEN;
    this.onopen();
  }

  say(message: object): void {
    this.onmessage({ data: JSON.stringify(message) });
  }

  fail(): void {
    this.onclose({ code: 1006, reason: "" });
  }
}

const sockets: FakeWebSocket[] = [];
const last = (): FakeWebSocket => sockets.at(-1) ?? new FakeWebSocket();

beforeEach(() => {
  vi.useFakeTimers();
  sockets.length = 0;
  fakePage();
  vi.stubGlobal("WebSocket", FakeWebSocket);
  vi.stubGlobal("location", { href: "https://example.com/" });
  vi.stubGlobal("document", Object.assign(new EventTarget(), { visibilityState: "visible" }));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A terminal that was opened. */
function opened(): { connection: TerminalConnection; told: TerminalState; state: () => State } {
  const told = new TerminalState(() => undefined);
  const connection = new TerminalConnection("web-1", "", told, { draw: () => undefined, size: () => ({ columns: 80, rows: 24 }), grace: () => 1800 });
  connection.open();
  last().accept();
  last().say({ type: "opened", terminal: "t", token: "a", node: "n", credit: 1000 });
  return { connection, told, state: () => told.connection };
}

it("counts the same bytes while nothing answers, after the loss, and while it tries again", async () => {
  const { connection, told, state } = opened();
  connection.input.type(new Uint8Array(16));
  await vi.advanceTimersByTimeAsync(4_000);
  expect([state().kind, told.silentSince !== null, connection.input.waiting]).toEqual(["connected", true, 16]);
  await vi.advanceTimersByTimeAsync(12_000);
  expect([state().kind, connection.input.waiting]).toEqual(["reconnecting", 16]);
  connection.input.type(new Uint8Array(16));
  await vi.advanceTimersByTimeAsync(30_000);
  expect([state().kind, connection.input.waiting]).toEqual(["reconnecting", 32]);
});

it("gives up a connection that does not answer when it is to try now, and keeps what was typed", async () => {
  const { connection, state } = opened();
  connection.input.type(new Uint8Array(16));
  await vi.advanceTimersByTimeAsync(3_000);
  connection.tryNow();
  expect([sockets.length, state().kind, connection.input.waiting]).toEqual([2, "reconnecting", 16]);
  last().accept();
  expect(last().sent).toEqual(["attach"]);
});

it("replaces an attempt that the server has not accepted, and none that it has", async () => {
  const { connection } = opened();
  last().fail();
  await vi.advanceTimersByTimeAsync(3_000);
  expect(sockets).toHaveLength(2);
  connection.tryNow();
  expect(sockets).toHaveLength(3);
  last().accept();
  await vi.advanceTimersByTimeAsync(500);
  connection.tryNow();
  expect([sockets.length, last().sent]).toEqual([3, ["attach", "ping"]]);
  await vi.advanceTimersByTimeAsync(8_000);
  expect(sockets.length).toBeGreaterThan(3);
});

it("asks again for what it waits for, and ignores the first answer", async () => {
  const { connection, state } = opened();
  const answers: ((response: Response) => void)[] = [];
  vi.stubGlobal("fetch", () => new Promise((answer) => answers.push(answer)));
  last().fail();
  await vi.advanceTimersByTimeAsync(3_000);
  last().fail();
  expect(answers).toHaveLength(1);
  connection.tryNow();
  expect(answers).toHaveLength(2);
  answers[0]?.(new Response("{}", { status: 401 }));
  await vi.advanceTimersByTimeAsync(0);
  expect(state().kind).toBe("reconnecting");
  answers[1]?.(Response.json({ name: "operator", roles: [] }));
  await vi.advanceTimersByTimeAsync(30_000);
  expect(sockets.length).toBeGreaterThan(2);
});

/** A terminal whose login has ended. */
async function signedOut(answer: () => Promise<Response>): Promise<{ connection: TerminalConnection; state: () => State }> {
  const { connection, state } = opened();
  vi.stubGlobal("fetch", () => Promise.resolve(new Response("{}", { status: 401 })));
  last().fail();
  await vi.advanceTimersByTimeAsync(3_000);
  last().fail();
  await vi.advanceTimersByTimeAsync(0);
  expect(state()).toMatchObject({ kind: "failed", code: 4401 });
  vi.stubGlobal("fetch", answer);
  return { connection, state };
}

const running = (...terminals: object[]): (() => Promise<Response>) => () => Promise.resolve(Response.json({ terminals, token: "b" }));

it("takes up a terminal that outlived the sign-in", async () => {
  const { connection, state } = await signedOut(running({ terminal: "t", attached: false }));
  await connection.signedInAgain();
  expect([state().kind, sockets.length]).toEqual(["reconnecting", 3]);
  last().accept();
  expect(last().sent).toEqual(["attach"]);
});

it.each([
  ["ended", running({ terminal: "other", attached: false }), { code: 4404, lives: false, message: "You are signed in again, but this terminal is no longer running." }],
  ["is open elsewhere", running({ terminal: "t", attached: true }), { code: 1006, lives: true }],
  ["cannot be asked for", () => Promise.reject(new TypeError("Failed to fetch")), { code: 1006, lives: true }],
] as const)("says that the person is signed in again where the terminal %s, and takes nothing over", async (_, answer, said) => {
  const { connection, state } = await signedOut(answer);
  await connection.signedInAgain();
  expect(state()).toMatchObject({ kind: "failed", ...said });
  expect(sockets).toHaveLength(2);
  await connection.signedInAgain();
  expect(sockets).toHaveLength(2);
});

it("leaves a terminal alone that has not lost its login", async () => {
  const { connection, state } = opened();
  await connection.signedInAgain();
  expect([state().kind, sockets.length]).toEqual(["connected", 1]);
});
