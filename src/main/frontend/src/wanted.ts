import type { Dropped } from "./dropped";
import { childPath, type Entry } from "./files-api";
import type { Replacing } from "./replace-dialog";
import type { Wanted } from "./transfers";

/** The files whose names are taken in the listed directory, about which the person is asked. */
export function takenFiles(files: Dropped[], directory: string, entries: readonly Entry[]): Set<Dropped> {
  const there = new Set(entries.filter((one) => one.kind !== "directory").map((one) => one.path));
  return new Set(files.filter((one) => one.file && one.directory.length === 0 && there.has(childPath(directory, one.file.name))));
}

/**
 * The files to upload after the question. Only those in the question may replace existing files: the host may have others that
 * were not listed, in subdirectories or since the listing.
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
