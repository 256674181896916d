/** Something the person should know, until it is put away or does not hold any more. */
export interface Note {
  kind: string;
  text: string;
  /** When the terminal ends, as `Date.now()`. */
  ends?: number;
}

/** What a notice of the server becomes. */
export function noteOf(kind: string, message: string, seconds: number | undefined, now: number): Note {
  const ends = seconds === undefined ? {} : { ends: now + seconds * 1000 };
  switch (kind) {
    case "idle":
      return { kind, text: "Nothing has been typed for a long time, so this terminal ends. Type something to keep it.", ...ends };
    case "maximum":
      return { kind, text: "This terminal has run for as long as it may and ends. Finish what you are doing.", ...ends };
    default:
      return { kind, text: message, ...ends };
  }
}

/** With this one; one of each kind is enough, the newest. */
export function withNote(notes: readonly Note[], note: Note): Note[] {
  return [...withoutNote(notes, note.kind), note];
}

export function withoutNote(notes: readonly Note[], kind: string): Note[] {
  return notes.filter((one) => one.kind !== kind);
}
