import { execFileSync } from "node:child_process";
import { cpus, release } from "node:os";
import { FairleadPeer } from "./peers/fairlead.mjs";
import { SshPeer } from "./peers/ssh.mjs";
import { median } from "./measures/statistics.mjs";

/** Figures, by what they are and of whom, and what could not be measured. */
export class Results {
  /** Of each figure: the measure that it comes from, and by peer the values of all rounds. */
  figures = {};
  failures = [];
  missing = [];

  note(measure, Peer, figures) {
    for (const [name, value] of Object.entries(figures)) {
      const row = (this.figures[name] ??= { measure, values: {} });
      (row.values[Peer.title] ??= []).push(value);
      console.error(`${Peer.title.padEnd(9)} ${name}: ${value.toFixed(2)}`);
    }
  }

  /** A connection that dies and bytes that differ are results, too. */
  failed(measure, run, Peer, error) {
    this.failures.push({ measure, run, peer: Peer.title, message: error.message.replace(/\s+/g, " ") });
    console.error(`${Peer.title.padEnd(9)} ${measure}: ${error.stack}`);
  }

  /** @param run of a measure, or null for any */
  hasFailed(run, Peer) {
    return this.failures.some((one) => one.peer === Peer.title && (run === null || one.run === run));
  }

  leftOut(what) {
    this.missing.push(what);
    console.error(`left out: ${what}`);
  }

  table({ rounds, warm, heap }) {
    const rows = Object.entries(this.figures);
    const others = rows.flatMap(([, { values }]) => Object.keys(values)).concat(this.failures.map((one) => one.peer));
    const titles = [...new Set([SshPeer.title, FairleadPeer.title, ...others])];
    const lines = [`| measure | ${titles.join(" | ")} | ratio to ssh |`, `|---|${"---|".repeat(titles.length + 1)}`];
    for (const [name, { measure, values }] of rows) {
      const cells = titles.map((title) => cell(values[title]) || (this.#failure(measure, title) ? "failed" : ""));
      const [ssh, fairlead] = [SshPeer, FairleadPeer].map((Peer) => values[Peer.title]);
      const ratio = ssh && fairlead ? (median(fairlead) / median(ssh)).toFixed(2) : "";
      lines.push(`| ${[name, ...cells, ratio].join(" | ")} |`);
    }
    const told = [
      ...this.failures.map(({ peer, measure, message }) => `- ${peer}, ${measure}: failed: ${message}`),
      ...this.missing.map((what) => `- left out: ${what}`),
    ];
    return [...lines, "", ...told, ...(told.length > 0 ? [""] : []), machine({ rounds, warm, heap })].join("\n");
  }

  #failure(measure, title) {
    return this.failures.some((one) => one.measure === measure && one.peer === title);
  }
}

function cell(numbers) {
  if (!numbers) {
    return "";
  }
  const digits = median(numbers) < 10 ? 2 : 0;
  const range = `${Math.min(...numbers).toFixed(digits)} to ${Math.max(...numbers).toFixed(digits)}`;
  return median(numbers).toFixed(digits) + (numbers.length > 1 ? ` (${range})` : "");
}

function machine({ rounds, warm, heap }) {
  const java = process.env.JAVA_HOME ? `${process.env.JAVA_HOME}/bin/java` : "java";
  return (
    `${rounds} rounds after ${warm} to warm up, median (range); ${cpus().length} × ${cpus()[0].model}, Linux ${release()}, ` +
    `heap ${heap}; ${version(`${java} -version`)}; ${version("ssh -V")}; Node ${process.version}; ${new Date().toISOString().slice(0, 10)}`
  );
}

function version(command) {
  return execFileSync("sh", ["-c", `${command} 2>&1`], { encoding: "utf8" }).trim().split("\n")[0];
}
