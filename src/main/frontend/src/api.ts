import type { Reach } from "./reach";

export interface Host {
  name: string;
  address: string;
  port: number;
  /** As which it is opened, unless another of `users` is asked for. */
  user: string;
  /** Absent when there is only one. */
  users?: string[];
  labels: Record<string, string>;
  /** Jump hosts and tunnels on the way, in order; empty when it is dialled itself. */
  route: string[];
  authentication: string[];
  source: string;
  /** Null when it was not asked. */
  probe: Reach | null;
  /** Why it is never asked; left out where it is. */
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

/** The server answered, but not with what was asked for; the message is for the person. */
export class RefusedError extends Error {}

/** Nobody is signed in any more. */
export class SignedOutError extends RefusedError {}

/** Tells `signed-out` each time that a request of the page finds that nobody is signed in any more. */
export const requests = new EventTarget();

/** What a request throws that is answered so; the page is told, whatever becomes of the error. */
export function signedOut(): SignedOutError {
  requests.dispatchEvent(new Event("signed-out"));
  return new SignedOutError("You are signed out. Sign in again.");
}

const CHANGES = { "X-Fairlead": "1" };

/** A request that has no answer after this long is given up: a network can be lost without anybody being told. In milliseconds. */
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

/** What the server says of its refusal. */
async function messageOf(response: Response): Promise<string> {
  const body = (await response.json().catch(() => null)) as { message?: unknown } | null;
  return typeof body?.message === "string" ? body.message : `Fairlead could not do this (HTTP ${response.status}). Try again.`;
}

export const session = (): Promise<Session> => get("api/session");

/** `typed`: whether hosts may be typed by hand. */
export const hosts = (): Promise<{ hosts: Host[]; typed: boolean; problems: string[] }> => get("api/hosts");

/** The policy's answer to whether somebody may open something, for administrators. */
export interface Decision {
  groups: string[];
  allowed: boolean;
  /** The rule that allows it. */
  rule?: string;
  /** Otherwise the one that came nearest, or "", and what of it failed. */
  nearest?: string;
  why?: string;
}

/** Fields that are empty are left out: groups come from the registry then, and the account is the usual one. */
export function decision(person: string, groups: string, host: string, user: string): Promise<Decision> {
  const fields = Object.entries({ person, groups, host, user }).filter(([, value]) => value !== "");
  return get(`api/policy/decision?${new URLSearchParams(fields)}`);
}

/** Whether somebody is signed in; null when the server cannot be reached or does not say. */
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

/** Ends a terminal, wherever it is shown; one that is over already is fine. */
export async function endTerminal(terminal: string): Promise<void> {
  const response = await fetch(`api/terminals/${encodeURIComponent(terminal)}`, { method: "DELETE", headers: CHANGES, keepalive: true });
  if (response.status === 401 || response.redirected) {
    throw signedOut();
  }
  if (!response.ok && response.status !== 404) {
    throw new RefusedError(`Fairlead could not end the terminal (HTTP ${response.status}). Try again.`);
  }
}

/** Signs out, and tells where to go: to our own page, or to the provider that has let the person in. */
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
