import type { Entry } from "./files-api";

/** What a list of files is sorted by. */
export type Column = "name" | "size" | "modified";

export interface Order {
  by: Column;
  /** Largest, newest or last first. */
  descending: boolean;
}

const names = new Intl.Collator(undefined, { numeric: true });

/** The sorted entries whose names contain the filter, directories first. */
export function ordered(entries: readonly Entry[], filter: string, { by, descending }: Order): Entry[] {
  const wanted = filter.toLocaleLowerCase();
  const sign = descending ? -1 : 1;
  return entries
    .filter((one) => wanted === "" || one.name.toLocaleLowerCase().includes(wanted))
    .sort((one, other) => {
      const kind = Number(other.kind === "directory") - Number(one.kind === "directory");
      return kind || sign * compare(one, other, by) || names.compare(one.name, other.name);
    });
}

function compare(one: Entry, other: Entry, by: Column): number {
  switch (by) {
    case "name":
      return names.compare(one.name, other.name);
    case "size":
      return one.size - other.size;
    case "modified":
      return Date.parse(one.modified) - Date.parse(other.modified);
  }
}

/** The same column reverses the order; another one starts with the direction that is wanted most often. */
export function turned(order: Order, by: Column): Order {
  return order.by === by ? { by, descending: !order.descending } : { by, descending: by !== "name" };
}
