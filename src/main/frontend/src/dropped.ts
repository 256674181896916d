/** A file that was dropped or chosen, and the directories it was in. */
export interface Dropped {
  /** Null for an empty directory. */
  file: File | null;
  directory: string[];
}

/** Maximum number of files and empty directories in one drop, in case a home directory is dropped by mistake. */
const MOST = 10_000;

/** All files of a drop, those in directories too, and its empty directories. The transfer must be read in the event itself. */
export async function droppedFiles(transfer: DataTransfer): Promise<Dropped[]> {
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  const found: Dropped[] = [];
  for (const entry of entries) {
    await collect(entry, [], found);
  }
  return found;
}

async function collect(entry: FileSystemEntry, directory: string[], found: Dropped[]): Promise<void> {
  if (found.length >= MOST) {
    throw new Error(`More than ${MOST} files at once. Pack them into an archive first.`);
  }
  if (entry.isFile) {
    found.push({ file: await fileOf(entry as FileSystemFileEntry), directory });
  } else {
    const within = [...directory, entry.name];
    const all = await children(entry as FileSystemDirectoryEntry);
    if (all.length === 0) {
      found.push({ file: null, directory: within });
    }
    for (const child of all) {
      await collect(child, within, found);
    }
  }
}

const fileOf = (entry: FileSystemFileEntry): Promise<File> => new Promise((resolve, reject) => entry.file(resolve, reject));

/** A browser returns at most a hundred entries per call, and none at the end. */
async function children(entry: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = entry.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) {
      return all;
    }
    all.push(...some);
  }
}
