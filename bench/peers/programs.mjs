import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** Where a program is that somebody may have installed, or null: on the PATH, or as `BENCH_<NAME>` says. */
export function programFor(name) {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const candidates = [process.env[`BENCH_${name.toUpperCase()}`], ...folders.map((folder) => join(folder, name))];
  return candidates.find((one) => one && isProgram(one)) ?? null;
}

function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
