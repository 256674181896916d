import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { RefusedError, SignedOutError } from "./api";
import { fakePage } from "./fake-page";
import { Panel, type PanelState } from "./files-api";
import { watchPanel } from "./panel-watch";
import { Passing } from "./retry";

let page: EventTarget;

beforeEach(() => {
  vi.useFakeTimers();
  page = fakePage();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const ANSWER_SECONDS = 5;
const state = (version: number, one: PanelState["state"] = "open"): PanelState => ({ version, state: one, message: "Lost." }) as PanelState;

/** A server that answers after five seconds, or at once what is new, and whose network can be away. */
class Server {
  trouble: Error | null = null;
  now = state(1);
  asked = 0;
  seen: number[] = [];
  readonly stop = new AbortController();
  readonly told: string[] = [];
  end = "";

  watch(): this {
    const ask = async (seen: number, signal: AbortSignal): Promise<PanelState> => {
      this.asked++;
      this.seen.push(seen);
      if (!this.trouble && this.now.version === seen) {
        await new Promise((resolve) => setTimeout(resolve, ANSWER_SECONDS * 1000));
      }
      if (this.trouble?.message === "silent") {
        await new Promise((_, no) => signal.addEventListener("abort", () => no(signal.reason as Error)));
      }
      if (this.trouble) {
        throw this.trouble;
      }
      return this.now;
    };
    watchPanel(ask, this.stop.signal, {
      stands: ({ state: one }) => this.tell(one),
      away: (why) => this.tell(why.message),
      back: () => this.tell("back"),
    }).then(
      () => (this.end = "over"),
      (error: unknown) => (this.end = (error as Error).message),
    );
    return this;
  }

  /** The same twice is told once here. */
  private tell(what: string): void {
    if (this.told.at(-1) !== what) {
      this.told.push(what);
    }
  }
}

const seconds = (count: number): Promise<unknown> => vi.advanceTimersByTimeAsync(count * 1000);

it("goes on after the network was away, and then learns of an end", async () => {
  const server = new Server().watch();
  await seconds(1);
  server.trouble = new Passing("away");
  await seconds(12);
  server.trouble = null;
  await seconds(30);
  expect(server.told).toEqual(["open", "away", "open", "back", "open"]);
  server.now = state(2, "failed");
  await seconds(ANSWER_SECONDS + 1);
  expect([server.told.at(-1), server.end]).toEqual(["failed", "over"]);
  const { asked } = server;
  await seconds(60);
  expect(server.asked).toBe(asked);
});

it("asks less and less often while the network is away, for as long as it is", async () => {
  const server = new Server();
  server.trouble = new Passing("away");
  server.watch();
  await seconds(3600);
  const { asked } = server;
  expect(asked).toBeGreaterThan(3600 / 15 - 1);
  expect(asked).toBeLessThan(3600 / 7.5 + 10);
  server.trouble = null;
  await seconds(16);
  expect(server.told.slice(0, 3)).toEqual(["away", "open", "back"]);
});

it("asks at once when the browser is online again, for what is so now", async () => {
  const server = new Server().watch();
  await seconds(1);
  server.trouble = new Passing("away");
  await seconds(600);
  server.trouble = null;
  page.dispatchEvent(new Event("online"));
  await seconds(0);
  expect(server.told).toEqual(["open", "away", "open", "back"]);
  expect(server.seen.at(-2)).toBe(0);
});

it("gives up a request that has no answer", async () => {
  const server = new Server();
  server.trouble = new Passing("silent");
  server.watch();
  await seconds(20);
  expect(server.told).toHaveLength(1);
  server.trouble = null;
  await seconds(2);
  expect(server.told.slice(1, 3)).toEqual(["open", "back"]);
});

it.each([new RefusedError("These files are no longer open. Open them again."), new SignedOutError("You are signed out. Sign in again.")])(
  "asks no more after a refusal for good: %s",
  async (refusal) => {
    const server = new Server().watch();
    await seconds(1);
    server.trouble = refusal;
    await seconds(600);
    expect([server.end, server.asked]).toEqual([refusal.message, 2]);
  },
);

it("asks no more once it is stopped, also while it waits", async () => {
  const server = new Server();
  server.trouble = new Passing("away");
  server.watch();
  await seconds(5);
  server.stop.abort(new Error("Closed."));
  const { asked } = server;
  await seconds(60);
  expect([server.end, server.asked]).toEqual(["Closed.", asked]);
});

const answers = (status: number, body: string): void => void vi.stubGlobal("fetch", () => Promise.resolve(new Response(body, { status })));

it.each([404, 408, 429, 500, 502, 503, 504])("takes the status %d without a sentence of Fairlead for something that passes", async (status) => {
  answers(200, `{"panel": "p1"}`);
  const panel = await Panel.open("web-1", "");
  answers(status, "<h1>Trouble</h1>");
  await expect(panel.watch(0, new AbortController().signal)).rejects.toBeInstanceOf(Passing);
});

it.each([400, 401, 403, 404, 410])("takes the status %d for a refusal", async (status) => {
  answers(200, `{"panel": "p1"}`);
  const panel = await Panel.open("web-1", "");
  answers(status, `{"message": "No."}`);
  await expect(panel.watch(0, new AbortController().signal)).rejects.toBeInstanceOf(RefusedError);
});

it.each([
  ["a page of another server", () => Promise.resolve(new Response("<h1>Sign in to this network</h1>"))],
  ["no answer", () => Promise.reject(new TypeError("Failed to fetch"))],
  ["half an answer", () => Promise.resolve({ status: 200, redirected: false, text: () => Promise.reject(new TypeError("network error")) })],
])("takes %s for something that passes, and says so in plain words", async (_, fetched) => {
  answers(200, `{"panel": "p1"}`);
  const panel = await Panel.open("web-1", "");
  vi.stubGlobal("fetch", fetched);
  const failure = await panel.watch(0, new AbortController().signal).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(Passing);
  expect((failure as Passing).message).toMatch(/(The server or your network connection is down|Check your network connection)\.$/);
});
