/** A file that was dropped or chosen, and the directories it was in. */
export interface Dropped {
  file: File;
  directory: string[];
}

/** Files taken in one drop; a home directory dropped by mistake ends here. */
const MOST = 10_000;

/** All files of a drop, those in directories too. The transfer must be read in the event itself. */
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
    for (const child of await children(entry as FileSystemDirectoryEntry)) {
      await collect(child, [...directory, entry.name], found);
    }
  }
}

const fileOf = (entry: FileSystemFileEntry): Promise<File> => new Promise((resolve, reject) => entry.file(resolve, reject));

/** A browser gives a hundred at a time, and none at the end. */
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
