import type { State } from "./listener";
import { duration, graceLeft } from "./countdown";
import { hostText } from "./text";

export interface Status {
  /** The current state in one line; changes are read out. */
  text: string;
  /** Details that change every second; not read out. */
  detail: string;
  tone: "" | "warn" | "bad";
}

/** What the status line needs to know besides the connection's state. */
export interface StatusInput {
  host: string;
  stalled: boolean;
  /** Since when the server has not answered, or null. */
  silentSince: number | null;
  /** Bytes typed that the host has not taken. */
  waiting: number;
  graceSeconds: number;
  /** `Date.now()` */
  now: number;
}

const PHASES: Record<string, string> = {
  gateway: "Connecting to Fairlead …",
  resume: "Reconnecting to the terminal …",
  connect: "Connecting to the host …",
  exchange: "Securing the connection …",
  authenticate: "Signing in to the host …",
  shell: "Starting a shell …",
};

export function statusOf(state: State, around: StatusInput): Status {
  switch (state.kind) {
    case "connecting":
      return { text: PHASES[state.phase] ?? "Connecting …", detail: waits(around.waiting).join(""), tone: "" };
    case "connected":
      if (around.silentSince !== null) {
        const seconds = Math.max(2, Math.floor((around.now - around.silentSince) / 1000));
        return { text: "Fairlead does not answer", detail: [`for ${duration(seconds)}`, ...waits(around.waiting)].join(" · "), tone: "warn" };
      }
      return around.stalled
        ? { text: "The host is not accepting input", detail: stalled(around.waiting), tone: "warn" }
        : { text: `Connected to ${hostText(around.host)}`, detail: "", tone: "" };
    case "reconnecting":
      return { text: "Connection lost", detail: reconnecting(state.next, state.lost, around), tone: "warn" };
    case "ended":
      return { text: hostText(state.ended.message, 400), detail: "", tone: state.ended.exitStatus === 0 ? "" : "warn" };
    case "failed":
      return { text: state.code === 4409 ? "Open in another window" : "Not connected", detail: "", tone: "bad" };
  }
}

/** Whether the person can have it tried again now: whenever it waits for Fairlead. */
export function mayTryNow(state: State, silentSince: number | null): boolean {
  switch (state.kind) {
    case "reconnecting":
      return true;
    case "connected":
      return silentSince !== null;
    case "connecting":
      return state.phase === "gateway" || state.phase === "resume";
    default:
      return false;
  }
}

function stalled(waiting: number): string {
  return `${amount(waiting)} waiting · Ctrl+C discards them`;
}

function amount(bytes: number): string {
  return bytes < 1024 ? `${bytes} ${bytes === 1 ? "byte" : "bytes"}` : `${Math.ceil(bytes / 1024)} KiB`;
}

function reconnecting(next: number | null, lost: number, around: StatusInput): string {
  const seconds = next === null ? 0 : Math.ceil((next - around.now) / 1000);
  const trying = seconds > 0 ? `next try in ${duration(seconds)}` : "trying again …";
  const left = graceLeft(lost, around.graceSeconds, around.now);
  return [trying, left > 0 ? `terminal ends in ${duration(left)}` : "too late to reconnect", ...waits(around.waiting)].join(" · ");
}

function waits(bytes: number): string[] {
  return bytes === 0 ? [] : [`${amount(bytes)} typed, not delivered yet`];
}

/** Why nothing can be typed now. */
export function whyRefused(state: State, host: string): string {
  const name = hostText(host);
  switch (state.kind) {
    case "ended":
      return `Not sent: the shell on ${name} has ended.`;
    case "failed":
      return state.code === 4409
        ? `Not sent: this terminal on ${name} is used in another window. Choose “Take over” to type here.`
        : `Not sent: there is no connection to ${name}.`;
    default:
      return `Not sent: ${name} has not taken what was typed before. Ctrl+C discards it.`;
  }
}

/** Round trips in milliseconds as text, with tenths for a host below 10 ms. */
export function roundTrips(latency: { gateway: number; host: number | null }): string {
  const gateway = `gateway ${latency.gateway.toFixed(0)} ms`;
  return latency.host === null ? gateway : `${gateway} · host ${latency.host.toFixed(latency.host < 10 ? 1 : 0)} ms`;
}
