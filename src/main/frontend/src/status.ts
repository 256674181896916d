import type { State } from "./connection";
import { hostText } from "./text";

const PHASES: Record<string, string> = {
  gateway: "Connecting to Fairlead …",
  resume: "Coming back …",
  connect: "Connecting to the host …",
  exchange: "Agreeing on keys …",
  authenticate: "Signing in to the host …",
  shell: "Starting a shell …",
};

/** The one line that always says the truth. */
export function statusText(host: string, state: State, stalled: boolean): { text: string; tone: string } {
  switch (state.kind) {
    case "connecting":
      return { text: PHASES[state.phase] ?? "Connecting …", tone: "" };
    case "connected":
      return stalled
        ? { text: "The host is not taking input", tone: "warn" }
        : { text: `Connected to ${host}`, tone: "" };
    case "reconnecting": {
      const seconds = Math.ceil(Math.max(0, state.at - Date.now()) / 1000);
      return {
        text: seconds > 0 ? `Connection lost. Trying again in ${seconds} s` : "Connection lost. Trying again …",
        tone: "warn",
      };
    }
    case "ended":
      return {
        text: hostText(state.ended.message, 400),
        tone: state.ended.exitStatus === 0 ? "" : "warn",
      };
    case "failed":
      return { text: hostText(state.message, 400), tone: "bad" };
  }
}
