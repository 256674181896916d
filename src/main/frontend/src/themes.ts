import type { ITheme } from "@xterm/xterm";

export const DARK: ITheme = {
  background: "#0f151a", foreground: "#dde4ea", cursor: "#5cc3d6", selectionBackground: "#2d5360",
  black: "#3b4955", red: "#ff8f8a", green: "#7ed49b", yellow: "#f0c674", blue: "#82b4ff", magenta: "#d9a0f0", cyan: "#5cc3d6", white: "#dde4ea",
  brightBlack: "#8899a6", brightRed: "#ffb0ac", brightGreen: "#a4e6b8", brightYellow: "#f8dd9b", brightBlue: "#abccff", brightMagenta: "#e8c2f7", brightCyan: "#93dbe8", brightWhite: "#ffffff",
};

export const LIGHT: ITheme = {
  background: "#ffffff", foreground: "#16202a", cursor: "#0b6577", selectionBackground: "#b7dde4",
  black: "#16202a", red: "#a61b1b", green: "#1b6b3a", yellow: "#7a5200", blue: "#1a4fb0", magenta: "#7a2a90", cyan: "#0b6577", white: "#5a6670",
  brightBlack: "#4b5864", brightRed: "#b3261e", brightGreen: "#22713f", brightYellow: "#855a00", brightBlue: "#2457bd", brightMagenta: "#8a37a0", brightCyan: "#0f6d80", brightWhite: "#3b4955",
};
