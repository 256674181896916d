import type { Colors, Colour, Core } from "./core";

/** The colours that a host has set (OSC 4, 10, 11, 12), where they are not the theme's. */
export interface ChangedColours {
  named: Partial<Record<"foreground" | "background" | "cursor", Colour>>;
  ansi: [index: number, colour: Colour][];
}

const NAMES = ["foreground", "background", "cursor"] as const;

export function changedColours(core: Core): ChangedColours {
  const theme = core._themeService;
  if (!theme) {
    return { named: {}, ansi: [] };
  }
  const { colors, _restoreColors: own } = theme;
  const differs = (one: Colour | undefined, other: Colour | undefined): boolean => one?.rgba !== other?.rgba;
  const named = Object.fromEntries(NAMES.filter((name) => differs(colors[name], own[name])).map((name) => [name, plain(colors[name])]));
  const ansi = colors.ansi.flatMap((colour, index): [number, Colour][] => (differs(colour, own.ansi[index]) ? [[index, plain(colour)]] : []));
  return { named, ansi };
}

export function changeColours(core: Core, { named, ansi }: ChangedColours): void {
  core._themeService?.modifyColors((colors: Colors) => {
    Object.assign(colors, named);
    for (const [index, colour] of ansi) {
      colors.ansi[index] = colour;
    }
  });
}

const plain = ({ css, rgba }: Colour): Colour => ({ css, rgba });
