/** A note to the person, shown until it is dismissed or no longer applies. */
export interface Note {
  kind: string;
  text: string;
  /** When the terminal ends, as `Date.now()`. */
  ends?: number;
  /** It has probably been read, and only a button to show it again is left. */
  folded?: boolean;
}

/** The note for a notice of the server. */
export function noteOf(kind: string, message: string, seconds: number | undefined, now: number): Note {
  const ends = seconds === undefined ? {} : { ends: now + seconds * 1000 };
  switch (kind) {
    case "idle":
      return { kind, text: "Nothing has been typed for a long time. Type something to keep this terminal open.", ...ends };
    case "maximum":
      return { kind, text: "This terminal reaches its time limit soon. Save your work.", ...ends };
    case "sign-in":
      return {
        kind,
        text: "Your sign-in ends, and your terminals with it. Type something, or open Fairlead's sign-in page in another tab and sign in again.",
        ...ends,
      };
    case "draining":
      return { kind, text: "This server is being taken out of service, and this terminal ends. Save your work.", ...ends };
    default:
      return { kind, text: message, ...ends };
  }
}

/** Adds a note, which replaces an older one of its kind. */
export function withNote(notes: readonly Note[], note: Note): Note[] {
  return [...withoutNote(notes, note.kind), note];
}

/** Folds or unfolds the host's banner: it stays available, but takes no room while the person works. */
export function withFolded(notes: readonly Note[], folded: boolean): Note[] {
  return notes.map((note) => (note.kind === "banner" ? { ...note, folded } : note));
}

/** Without those that count down to the end of a terminal. */
export function withoutEnds(notes: readonly Note[]): Note[] {
  return notes.filter((one) => one.ends === undefined);
}

export function withoutNote(notes: readonly Note[], kind: string): Note[] {
  return notes.filter((one) => one.kind !== kind);
}
