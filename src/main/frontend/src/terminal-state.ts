import type { Listener, State } from "./listener";
import { noteOf, withFolded, withNote, withoutEnds, withoutNote, type Note } from "./notes";
import type { PromptMessage } from "./protocol";

/** Round trips in milliseconds: to the gateway, and from there to the host. */
export interface Latency {
  gateway: number;
  host: number | null;
}

/** What a terminal's connection has reported so far, for the tab to show. */
export class TerminalState implements Listener {
  connection: State = { kind: "connecting", phase: "gateway" };
  question: PromptMessage | null = null;
  roundTrips: Latency | null = null;
  traceId = "";
  /** The host takes no input. */
  stalled = false;
  /** Since when the server has not answered, as `Date.now()`. */
  silentSince: number | null = null;
  notes: Note[] = [];

  /** @param changed told after each change */
  constructor(private readonly changed: () => void) {}

  /** In one word, for the row of tabs: a question may come while another tab is in front. */
  get word(): string {
    return this.question ? "asking" : this.connection.kind;
  }

  state(state: State): void {
    this.connection = state;
    if (state.kind !== "connecting") {
      this.question = null;
    }
    if (state.kind !== "connected") {
      this.stalled = false;
      this.silentSince = null;
    }
    // A server that is still draining repeats its notice after each attach; another server is not draining.
    this.notes = withoutNote(this.notes, "draining");
    if (state.kind === "ended" || state.kind === "failed") {
      this.notes = withoutEnds(this.notes);
    }
    this.changed();
  }

  prompt(prompt: PromptMessage): void {
    this.question = prompt;
    this.changed();
  }

  promptDone(id: number): void {
    if (this.question?.id === id) {
      this.question = null;
      this.changed();
    }
  }

  notice(kind: string, message: string, seconds?: number): void {
    if (kind === "input-stalled" || kind === "input-resumed") {
      this.stalled = kind === "input-stalled";
    } else if (kind === "sign-in-goes-on") {
      this.notes = withoutNote(this.notes, "sign-in");
    } else {
      this.notes = withNote(this.notes, noteOf(kind, message, seconds, Date.now()));
    }
    this.changed();
  }

  latency(gateway: number, host: number | null): void {
    this.roundTrips = { gateway, host };
    this.changed();
  }

  silent(since: number | null): void {
    this.silentSince = since;
    this.changed();
  }

  trace(id: string): void {
    this.traceId = id;
    this.changed();
  }

  /** Folds the host's banner when it is shown, or shows it again. */
  fold(folded: boolean): void {
    if (this.notes.some((note) => note.kind === "banner" && (note.folded ?? false) !== folded)) {
      this.notes = withFolded(this.notes, folded);
      this.changed();
    }
  }

  putAway(kind: string): void {
    if (this.notes.some((note) => note.kind === kind)) {
      this.notes = withoutNote(this.notes, kind);
      this.changed();
    }
  }
}
