import type { Dropped } from "./dropped";
import { childPath, type Entry } from "./files-api";
import type { Replacing } from "./replace-dialog";
import type { Wanted } from "./transfers";

/** Files whose names are taken in a directory as it is listed: these are asked about. */
export function takenFiles(files: Dropped[], directory: string, entries: readonly Entry[]): Set<Dropped> {
  const there = new Set(entries.filter((one) => one.kind !== "directory").map((one) => one.path));
  return new Set(files.filter((one) => one.file && one.directory.length === 0 && there.has(childPath(directory, one.file.name))));
}

/**
 * What is uploaded after the question. Only what was asked about may take the place of another file: the host may have
 * more of them than the list, in the directories of a dropped one and since it was listed.
 */
export function wantedFiles(files: Dropped[], asked: ReadonlySet<Dropped>, answer: Replacing): Wanted[] {
  if (answer === "cancel") {
    return [];
  }
  return files.filter((one) => answer === "replace" || !asked.has(one)).map((one) => ({ ...one, overwrite: asked.has(one) }));
}

/** Why files were left out of an upload. */
export function leftOut(names: readonly string[]): string {
  return names.length === 1
    ? `${names[0]} was not added: a file with this name is already being uploaded to this directory.`
    : `${names.length} files were not added: files with their names are already being uploaded to this directory.`;
}
