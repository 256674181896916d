import type { ReactiveController, ReactiveControllerHost } from "lit";
import { applyTheme, loadPreferences, onPreferencesChosenElsewhere, savePreferences, type Preferences } from "./preferences";

/** The preferences as they are now: chosen here or in another tab of this browser, with the system's theme. */
export class ChosenPreferences implements ReactiveController {
  current: Preferences = loadPreferences();
  private leave: AbortController | undefined;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostConnected(): void {
    applyTheme(this.current.theme);
    this.leave = new AbortController();
    const signal = this.leave.signal;
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.take({ ...this.current }), { signal });
    signal.addEventListener("abort", onPreferencesChosenElsewhere((chosen) => this.take(chosen)));
  }

  hostDisconnected(): void {
    this.leave?.abort();
  }

  choose(change: Partial<Preferences>): void {
    this.take({ ...this.current, ...change });
    savePreferences(this.current);
  }

  private take(preferences: Preferences): void {
    this.current = preferences;
    applyTheme(preferences.theme);
    this.host.requestUpdate();
  }
}
