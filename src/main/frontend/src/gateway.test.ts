import type { ReactiveControllerHost } from "lit";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { decision, endTerminal, freshToken, signOut } from "./api";
import { fakePage } from "./fake-page";
import { Panel } from "./files-api";
import { Gateway } from "./gateway";

let page: EventTarget;
let away = false;
let requests = 0;

const ANSWER = { name: "operator", roles: [], hosts: [], problems: [], terminals: [], typed: false, graceSeconds: 60, endAtSignOut: true };

beforeEach(() => {
  vi.useFakeTimers();
  page = fakePage();
  away = false;
  requests = 0;
  vi.stubGlobal("document", Object.assign(new EventTarget(), { visibilityState: "visible" }));
  vi.stubGlobal("fetch", () => {
    requests++;
    return away ? Promise.reject(new TypeError("Failed to fetch")) : Promise.resolve(Response.json(ANSWER));
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** In front is a terminal, so that no lists are seen. */
async function beside(): Promise<Gateway> {
  const host = { addController: () => {}, requestUpdate: () => {} } as unknown as ReactiveControllerHost;
  const gateway = new Gateway(host, { listsShown: () => false, shown: () => new Set(), inUse: () => true, known: () => {} });
  gateway.hostConnected();
  await vi.advanceTimersByTimeAsync(100);
  return gateway;
}

it("no longer says that Fairlead cannot be reached once it can, whatever is shown", async () => {
  const gateway = await beside();
  away = true;
  await gateway.refresh();
  expect(gateway.trouble).toBe("Fairlead cannot be reached. The server or your network connection is down.");
  away = false;
  await vi.advanceTimersByTimeAsync(15_100);
  expect(gateway.trouble).toBe("");
  const asked = requests;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(requests).toBe(asked);
  gateway.hostDisconnected();
});

it("asks at once when the browser is online again", async () => {
  const gateway = await beside();
  away = true;
  await gateway.refresh();
  away = false;
  page.dispatchEvent(new Event("online"));
  await vi.advanceTimersByTimeAsync(100);
  expect(gateway.trouble).toBe("");
  gateway.hostDisconnected();
});

it("does not ask again by itself while it waits for an answer", async () => {
  const gateway = await beside();
  vi.stubGlobal("fetch", () => {
    requests++;
    return new Promise(() => {});
  });
  requests = 0;
  for (let i = 0; i < 10; i++) {
    void gateway.renew();
  }
  await vi.advanceTimersByTimeAsync(0);
  expect(requests).toBe(3);
  gateway.hostDisconnected();
});

it.each([
  ["a panel of files", () => Panel.open("web", "")],
  ["a terminal that is ended", () => endTerminal("t")],
  ["a terminal that is taken back", () => freshToken("t")],
  ["signing out", () => signOut()],
  ["a question about the policy", () => decision("operator", "", "web", "")],
])("learns from %s that nobody is signed in any more, asks once, and sees the next sign-in", async (_, request) => {
  const gateway = await beside();
  vi.stubGlobal("fetch", () => {
    requests++;
    return Promise.resolve(signedIn ? Response.json(ANSWER) : new Response("{}", { status: 401 }));
  });
  let signedIn = false;
  requests = 0;
  await request().catch(() => undefined);
  await vi.advanceTimersByTimeAsync(100);
  expect(gateway.signedOut).toBe(true);
  expect(requests).toBe(4);
  signedIn = true;
  await vi.advanceTimersByTimeAsync(15_100);
  expect(gateway.signedOut).toBe(false);
  gateway.hostDisconnected();
});
