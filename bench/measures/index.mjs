import { browserAvailable, inBrowser } from "./browser.mjs";
import { connect, echo, echoBesideFlood, echoBesideIdle } from "./feel.mjs";
import { hosts } from "./hosts.mjs";
import { paste, pasteInterrupted, pastePlain } from "./input.mjs";
import { jumps } from "./jumps.mjs";
import { many } from "./many.mjs";
import { interrupts, output, stalledReader } from "./output.mjs";
import { drops } from "./resume.mjs";
import { comparisons, start } from "./start.mjs";
import { telemetry } from "./telemetry.mjs";
import { echoBesideTransfer } from "./transfer.mjs";

const noBrowser = () => (browserAvailable() ? null : "no Chromium");

/**
 * All measures by name: functions that take a place, a kind of peer and the options, and give named figures. `of`:
 * everyone, Fairlead and ssh, or Fairlead alone. `once`: not in every round; it may have rounds of its own and give a
 * list. `alone`: it starts its own servers. `absent`: why it cannot be had here.
 */
export const MEASURES = {
  connect: { runs: [connect], of: "everyone" },
  jumps: { runs: [jumps], of: "both" },
  echo: { runs: [(place, Peer) => echo(place, Peer)], of: "everyone" },
  echoBesideIdle: { runs: [echoBesideIdle], of: "both" },
  echoBesideFlood: { runs: [echoBesideFlood], of: "both" },
  echoBesideTransfer: { runs: [echoBesideTransfer], of: "both" },
  output: { runs: [output], of: "everyone" },
  interrupt: { runs: interrupts, of: "everyone" },
  paste: { runs: [(place, Peer) => paste(place, Peer)], of: "everyone" },
  pastePlain: { runs: [pastePlain], of: "fairlead" },
  pasteInterrupted: { runs: [pasteInterrupted], of: "everyone" },
  stalledReader: { runs: [stalledReader], of: "fairlead" },
  drops: { runs: [drops], of: "fairlead" },
  browser: { runs: inBrowser, of: "fairlead", absent: noBrowser },
  hosts: { runs: [hosts], of: "fairlead", alone: true, absent: noBrowser },
  start: { runs: [start], compare: comparisons, of: "fairlead", alone: true },
  telemetry: { runs: [telemetry], of: "fairlead", once: true },
  many: { runs: [many], of: "fairlead", once: true },
};
