/** What a person chose for this browser. */
export interface Preferences {
  theme: "system" | "light" | "dark";
  fontSize: number;
  fontFamily: string;
  screenReader: boolean;
  showMultilinePaste: boolean;
}

const KEY = "fairlead.preferences";
const DEFAULTS: Preferences = {
  theme: "system",
  fontSize: 14,
  fontFamily: "",
  screenReader: false,
  showMultilinePaste: true,
};

/** Reads them; a browser without storage, or with something odd in it, gets the defaults. */
export function loadPreferences(): Preferences {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    return { ...DEFAULTS, ...(typeof stored === "object" ? stored : {}) };
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
