import type { Reach } from "./reach";

export interface Host {
  name: string;
  address: string;
  port: number;
  /** The account, unless another of `users` is requested. */
  user: string;
  /** Absent when there is only one. */
  users?: string[];
  labels: Record<string, string>;
  /** Jump hosts and tunnels on the route, in order; empty if the host is dialled directly. */
  route: string[];
  authentication: string[];
  source: string;
  /** Null if it was not probed. */
  probe: Reach | null;
  /** Why it is never probed; missing if it is. */
  notProbed?: string;
}

export interface RunningTerminal {
  terminal: string;
  host: string;
  /** The account on the host. */
  user: string;
  openedAt: string;
  attached: boolean;
  secondsLeft: number | null;
}

export interface Session {
  name: string;
  roles: string[];
  /** A URL with `{traceId}`. */
  traceLink?: string;
}

/** Why there is no answer: the page cannot tell the one from the other. */
export const UNREACHABLE = "Fairlead cannot be reached. The server or your network connection is down.";

/** The server refused the request; the message is for the person. */
export class RefusedError extends Error {}

/** The login has ended. */
export class SignedOutError extends RefusedError {}

/** Dispatches `signed-out` each time a request of the page finds that the login has ended. */
export const requests = new EventTarget();

/** The error for such an answer. Creating it notifies the page, even if the error is ignored. */
export function signedOut(): SignedOutError {
  requests.dispatchEvent(new Event("signed-out"));
  return new SignedOutError("You are signed out. Sign in again.");
}

const CHANGES = { "X-Fairlead": "1" };

/** Timeout of a request, in milliseconds: a network can be lost without an error. */
const ANSWER_MS = 15_000;

const deadline = (): AbortSignal => AbortSignal.timeout(ANSWER_MS);

async function get<T>(path: string): Promise<T> {
  const response = await fetch(path, { headers: { Accept: "application/json" }, signal: deadline() });
  if (response.status === 401 || response.redirected) {
    throw signedOut();
  }
  if (!response.ok) {
    throw new RefusedError(await messageOf(response));
  }
  return (await response.json()) as T;
}

/** The server's message about a refusal. */
async function messageOf(response: Response): Promise<string> {
  const body = (await response.json().catch(() => null)) as { message?: unknown } | null;
  return typeof body?.message === "string" ? body.message : `Fairlead could not do this (HTTP ${response.status}). Try again.`;
}

export const session = (): Promise<Session> => get("api/session");

/** `typed`: whether hosts may be typed by hand. */
export const hosts = (): Promise<{ hosts: Host[]; typed: boolean; problems: string[] }> => get("api/hosts");

/** The policy's decision about a person and a host, for administrators. */
export interface Decision {
  groups: string[];
  allowed: boolean;
  /** The rule that allows it. */
  rule?: string;
  /** Otherwise the rule that came closest, or "", and what failed in it. */
  nearest?: string;
  why?: string;
}

/** Empty fields are left out: the groups then come from the registry, and the account is the default one. */
export function decision(person: string, groups: string, host: string, user: string): Promise<Decision> {
  const fields = Object.entries({ person, groups, host, user }).filter(([, value]) => value !== "");
  return get(`api/policy/decision?${new URLSearchParams(fields)}`);
}

/** Whether a person is signed in; null if the server cannot be reached or gives no answer. */
export async function isSignedIn(): Promise<boolean | null> {
  try {
    await session();
    return true;
  } catch (error) {
    return error instanceof SignedOutError ? false : null;
  }
}

/** `graceSeconds`: how long a terminal outlives its browser; `endAtSignOut`: whether all end with the login. */
export const terminals = (): Promise<{ terminals: RunningTerminal[]; graceSeconds: number; endAtSignOut: boolean }> => get("api/terminals");

/** Ends a terminal, wherever it is shown. It is not an error if it has ended already. */
export async function endTerminal(terminal: string): Promise<void> {
  const response = await fetch(`api/terminals/${encodeURIComponent(terminal)}`, { method: "DELETE", headers: CHANGES, keepalive: true });
  if (response.status === 401 || response.redirected) {
    throw signedOut();
  }
  if (!response.ok && response.status !== 404) {
    throw new RefusedError(`Fairlead could not end the terminal (HTTP ${response.status}). Try again.`);
  }
}

/** Signs out, and returns where to go: our sign-in page, or the provider with which the person signed in. */
export async function signOut(): Promise<string> {
  const response = await fetch("sign-out", { method: "POST", headers: { ...CHANGES, Accept: "application/json" } });
  if (response.status === 401) {
    throw signedOut();
  }
  if (!response.ok) {
    throw new RefusedError(`Fairlead could not sign you out (HTTP ${response.status}). Try again.`);
  }
  return ((await response.json()) as { next: string }).next;
}

export type TokenAnswer =
  | { kind: "token"; token: string }
  | { kind: "offline" }
  | { kind: "refused"; code: number; message: string };

/** A token for one attach. */
export async function freshToken(terminal: string): Promise<TokenAnswer> {
  try {
    const response = await fetch(`api/terminals/${encodeURIComponent(terminal)}/token`, {
      method: "POST",
      headers: CHANGES,
      signal: deadline(),
    });
    if (response.status === 401 || response.redirected) {
      return { kind: "refused", code: 4401, message: signedOut().message };
    }
    if (response.status === 404) {
      return { kind: "refused", code: 4404, message: "This terminal is no longer running." };
    }
    if (!response.ok) {
      return { kind: "offline" };
    }
    return { kind: "token", token: ((await response.json()) as { token: string }).token };
  } catch {
    return { kind: "offline" };
  }
}
