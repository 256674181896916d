// What Linux tells of a process.
import { readdirSync, readFileSync } from "node:fs";

/** A tick of /proc is 10 ms. */
const TICKS_PER_SECOND = 100;

/** CPU seconds of a process and of all that it has started, to 10 ms. */
export function cpuSeconds(pid) {
  let fields;
  try {
    fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1).split(" ");
  } catch (error) {
    if (error.code === "ENOENT" || error.code === "ESRCH") {
      return 0; // over, and counted with its parent's children
    }
    throw error;
  }
  // utime, stime, cutime, cstime: proc(5)
  const own = fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / TICKS_PER_SECOND;
  return childrenOf(pid).reduce((sum, child) => sum + cpuSeconds(child), own);
}

/** Resident memory in KiB. */
export function residentKiB(pid) {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]);
}

/** Resident memory in KiB between two addresses. */
export function residentKiBBetween(pid, from, to) {
  let inside = false;
  let sum = 0;
  for (const line of readFileSync(`/proc/${pid}/smaps`, "utf8").split("\n")) {
    const mapping = /^([0-9a-f]+)-[0-9a-f]+ /.exec(line);
    if (mapping) {
      const start = BigInt(`0x${mapping[1]}`);
      inside = start >= from && start < to;
    } else if (inside && line.startsWith("Rss:")) {
      sum += Number(/\d+/.exec(line)[0]);
    }
  }
  return sum;
}

export function threads(pid) {
  return Number(/Threads:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]);
}

/** The Java process that a start script became or started, or null. */
export function javaOf(pid) {
  if (readFileSync(`/proc/${pid}/comm`, "utf8").trim() === "java") {
    return pid;
  }
  return childrenOf(pid).map(javaOf).find((found) => found !== null) ?? null;
}

function childrenOf(pid) {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, "utf8").trim().split(/\s+/).filter(Boolean).map(Number),
    );
  } catch (error) {
    if (error.code === "ENOENT" || error.code === "ESRCH") {
      return [];
    }
    throw error;
  }
}
