import { UnicodeGraphemesAddon } from "@xterm/addon-unicode-graphemes";
import type { Terminal } from "@xterm/xterm";
import { WcWidth } from "./wcwidth";

/** DECSET 2027: grapheme clusters have one width together (https://github.com/contour-terminal/terminal-unicode-core). */
const GRAPHEMES = 2027;

const VERSIONS = { wcwidth: "wcwidth", graphemes: "15-graphemes" };

/**
 * Counts cells as programs on hosts do: by wcwidth, and by grapheme clusters while a program asks for it.
 *
 * @param muted whether the output being parsed was answered by another page
 */
export function countCells(terminal: Terminal, muted: () => boolean): void {
  const { parser, unicode } = terminal;
  unicode.register(new WcWidth());
  terminal.loadAddon(new UnicodeGraphemesAddon());
  const graphemes = (on: boolean): void => void (unicode.activeVersion = on ? VERSIONS.graphemes : VERSIONS.wcwidth);
  graphemes(false);
  // These handlers return false, so that xterm.js handles the rest of the sequence or reset.
  const set = (on: boolean) => (params: (number | number[])[]) => {
    if (params.includes(GRAPHEMES)) {
      graphemes(on);
    }
    return false;
  };
  const reset = (): boolean => {
    graphemes(false);
    return false;
  };
  parser.registerCsiHandler({ prefix: "?", final: "h" }, set(true));
  parser.registerCsiHandler({ prefix: "?", final: "l" }, set(false));
  parser.registerCsiHandler({ intermediates: "!", final: "p" }, reset);
  parser.registerEscHandler({ final: "c" }, reset);
  parser.registerCsiHandler({ prefix: "?", intermediates: "$", final: "p" }, ([mode]) => {
    if (mode !== GRAPHEMES) {
      return false;
    }
    if (!muted()) {
      terminal.input(`\u001b[?${GRAPHEMES};${unicode.activeVersion === VERSIONS.graphemes ? 1 : 2}$y`, false);
    }
    return true;
  });
}
