import type { State } from "./listener";
import { duration, graceLeft } from "./countdown";
import { hostText } from "./text";

export interface Status {
  /** The one line that always says the truth; changes are read out. */
  text: string;
  /** What goes with it and changes every second; not read out. */
  detail: string;
  tone: "" | "warn" | "bad";
}

/** What the status line needs to know besides the connection's state. */
export interface Around {
  host: string;
  stalled: boolean;
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

export function statusOf(state: State, around: Around): Status {
  switch (state.kind) {
    case "connecting":
      return { text: PHASES[state.phase] ?? "Connecting …", detail: "", tone: "" };
    case "connected":
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

function stalled(waiting: number): string {
  const amount = waiting < 1024 ? `${waiting} bytes` : `${Math.ceil(waiting / 1024)} KiB`;
  return `${amount} waiting · Ctrl+C discards them`;
}

function reconnecting(next: number | null, lost: number, around: Around): string {
  const seconds = next === null ? 0 : Math.ceil((next - around.now) / 1000);
  const trying = seconds > 0 ? `next try in ${duration(seconds)}` : "trying again …";
  const left = graceLeft(lost, around.graceSeconds, around.now);
  return `${trying} · ${left > 0 ? `kept for ${duration(left)}` : "too late to reconnect"}`;
}

/** Round trips in milliseconds, as they are shown; tenths only where they are something. */
export function roundTrips(latency: { gateway: number; host: number | null }): string {
  const gateway = `gateway ${latency.gateway.toFixed(0)} ms`;
  return latency.host === null ? gateway : `${gateway} · host ${latency.host.toFixed(latency.host < 10 ? 1 : 0)} ms`;
}
