/** A person's preferences in this browser. */
export interface Preferences {
  theme: "system" | "light" | "dark";
  fontSize: number;
  fontFamily: string;
  screenReader: boolean;
  /** Show a paste of several lines before it goes to a program that did not ask for pastes. */
  showMultilinePaste: boolean;
  /** Leave control characters in pasted text. */
  pasteControls: boolean;
  /** On a Mac, Option is the Meta key; otherwise it types characters such as @, [ and | of European layouts. */
  optionIsMeta: boolean;
  /** Ask before the page is left while shells run that were typed into. */
  askBeforeLeaving: boolean;
}

const KEY = "fairlead.preferences";
const DEFAULTS: Preferences = {
  theme: "system",
  fontSize: 14,
  fontFamily: "",
  screenReader: false,
  showMultilinePaste: true,
  pasteControls: false,
  optionIsMeta: false,
  askBeforeLeaving: true,
};

const THEMES = ["system", "light", "dark"];

/** Reads stored preferences; the defaults for missing or invalid ones. */
export function readPreferences(stored: string | null): Preferences {
  let found: Partial<Record<keyof Preferences, unknown>> = {};
  try {
    const value: unknown = JSON.parse(stored ?? "{}");
    found = typeof value === "object" && value !== null ? value : {};
  } catch {
    // Invalid content counts as nothing stored.
  }
  const is = (name: "screenReader" | "showMultilinePaste" | "pasteControls" | "optionIsMeta" | "askBeforeLeaving"): boolean =>
    typeof found[name] === "boolean" ? found[name] : DEFAULTS[name];
  return {
    theme: THEMES.includes(found.theme as string) ? (found.theme as Preferences["theme"]) : DEFAULTS.theme,
    fontSize: fontSize(found.fontSize),
    fontFamily: fontFamily(found.fontFamily),
    screenReader: is("screenReader"),
    showMultilinePaste: is("showMultilinePaste"),
    pasteControls: is("pasteControls"),
    optionIsMeta: is("optionIsMeta"),
    askBeforeLeaving: is("askBeforeLeaving"),
  };
}

/** A size that can be read and fits, in pixels. */
export function fontSize(value: unknown): number {
  const size = Number(value);
  return Number.isFinite(size) && size > 0 ? Math.min(32, Math.max(8, Math.round(size))) : DEFAULTS.fontSize;
}

/** A list of font names, as in CSS, and nothing that could be more. */
export function fontFamily(value: unknown): string {
  return typeof value === "string" ? value.replace(/[^\p{L}\p{N} ,.'"_-]/gu, "").slice(0, 200) : DEFAULTS.fontFamily;
}

export function loadPreferences(): Preferences {
  try {
    return readPreferences(localStorage.getItem(KEY));
  } catch {
    return { ...DEFAULTS };
  }
}

export function savePreferences(preferences: Preferences): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(preferences));
  } catch {
    // Private windows may refuse: the choice then lasts as long as the page.
  }
}

/** Listens for changes in other tabs of this browser; returns a function to stop. */
export function onPreferencesChosenElsewhere(chosen: (preferences: Preferences) => void): () => void {
  const listener = (event: StorageEvent): void => {
    if (event.key === KEY) {
      chosen(readPreferences(event.newValue));
    }
  };
  addEventListener("storage", listener);
  return () => removeEventListener("storage", listener);
}

export function applyTheme(theme: Preferences["theme"]): void {
  if (theme === "system") {
    delete document.documentElement.dataset.theme;
  } else {
    document.documentElement.dataset.theme = theme;
  }
}

export function isDark(theme: Preferences["theme"]): boolean {
  return theme === "system" ? matchMedia("(prefers-color-scheme: dark)").matches : theme === "dark";
}
