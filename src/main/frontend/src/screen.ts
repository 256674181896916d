import { FitAddon } from "@xterm/addon-fit";
import { SearchAddon } from "@xterm/addon-search";
import { SerializeAddon } from "@xterm/addon-serialize";
import { Unicode11Addon } from "@xterm/addon-unicode11";
import { WebLinksAddon } from "@xterm/addon-web-links";
import { WebglAddon } from "@xterm/addon-webgl";
import { Terminal, type ITheme } from "@xterm/xterm";
import { isDark, type Preferences } from "./preferences";
import { safeLink } from "./text";

/** OSC 52 may put this many characters on the clipboard. */
const CLIPBOARD_MOST = 100 * 1024;

const DARK: ITheme = {
  background: "#0f151a", foreground: "#dde4ea", cursor: "#5cc3d6", selectionBackground: "#2d5360",
  black: "#3b4955", red: "#ff8f8a", green: "#7ed49b", yellow: "#f0c674", blue: "#82b4ff", magenta: "#d9a0f0", cyan: "#5cc3d6", white: "#dde4ea",
  brightBlack: "#8899a6", brightRed: "#ffb0ac", brightGreen: "#a4e6b8", brightYellow: "#f8dd9b", brightBlue: "#abccff", brightMagenta: "#e8c2f7", brightCyan: "#93dbe8", brightWhite: "#ffffff",
};

const LIGHT: ITheme = {
  background: "#ffffff", foreground: "#16202a", cursor: "#0b6577", selectionBackground: "#b7dde4",
  black: "#16202a", red: "#a61b1b", green: "#1b6b3a", yellow: "#7a5200", blue: "#1a4fb0", magenta: "#7a2a90", cyan: "#0b6577", white: "#5a6670",
  brightBlack: "#4b5864", brightRed: "#b3261e", brightGreen: "#22713f", brightYellow: "#855a00", brightBlue: "#2457bd", brightMagenta: "#8a37a0", brightCyan: "#0f6d80", brightWhite: "#3b4955",
};

/** xterm.js with all that Fairlead adds to it. */
export class Screen {
  readonly terminal: Terminal;
  readonly search = new SearchAddon();
  private readonly fitting = new FitAddon();
  private readonly serializer = new SerializeAddon();

  constructor(
    preferences: Preferences,
    private readonly tell: (message: string) => void,
    open: (uri: string) => void,
  ) {
    this.terminal = new Terminal({ allowProposedApi: true, scrollback: 10_000, macOptionIsMeta: true, rightClickSelectsWord: true });
    this.terminal.loadAddon(this.fitting);
    this.terminal.loadAddon(this.search);
    this.terminal.loadAddon(this.serializer);
    this.terminal.loadAddon(new Unicode11Addon());
    this.terminal.unicode.activeVersion = "11";
    this.terminal.loadAddon(new WebLinksAddon((_event, uri) => open(uri)));
    // OSC 8: the text may say anything, so the real target is what is shown and asked about.
    this.terminal.options.linkHandler = {
      activate: (_event, uri) => open(uri),
      hover: (_event, uri) =>
        this.terminal.element?.setAttribute("title", safeLink(uri) ?? "A link that is not opened"),
      leave: () => this.terminal.element?.removeAttribute("title"),
      allowNonHttpProtocols: true,
    };
    this.terminal.parser.registerOscHandler(52, (data) => this.clipboard(data));
    this.prefer(preferences);
  }

  show(parent: HTMLElement): void {
    this.terminal.open(parent);
    this.tint();
    try {
      const webgl = new WebglAddon();
      webgl.onContextLoss(() => webgl.dispose());
      this.terminal.loadAddon(webgl);
    } catch {
      // No WebGL 2 here: xterm.js goes on drawing with the DOM.
    }
  }

  prefer(preferences: Preferences): void {
    const options = this.terminal.options;
    options.theme = isDark(preferences.theme) ? DARK : LIGHT;
    this.tint();
    options.fontSize = preferences.fontSize;
    const family = getComputedStyle(document.documentElement).getPropertyValue("--mono");
    options.fontFamily = preferences.fontFamily ? `${preferences.fontFamily}, ${family}` : family;
    options.screenReaderMode = preferences.screenReader;
    options.minimumContrastRatio = 4.5;
  }

  /** The frame around the cells has their colour. */
  private tint(): void {
    if (this.terminal.element) {
      this.terminal.element.style.backgroundColor = this.terminal.options.theme?.background ?? "";
    }
  }

  fit(): void {
    this.fitting.fit();
  }

  snapshot(): string {
    return this.serializer.serialize({ scrollback: 2_000 });
  }

  /** The lines that can be seen. */
  text(): string {
    const buffer = this.terminal.buffer.active;
    const lines = [];
    for (let i = 0; i < this.terminal.rows; i++) {
      lines.push(buffer.getLine(buffer.viewportY + i)?.translateToString(true) ?? "");
    }
    return lines.join("\n");
  }

  /** OSC 52: writing is limited and announced, reading is refused (xterm.js answers nothing). */
  private clipboard(data: string): boolean {
    const encoded = data.slice(data.indexOf(";") + 1);
    if (encoded === "?") {
      this.tell("The host asked for your clipboard and was refused.");
      return true;
    }
    if (encoded.length > CLIPBOARD_MOST) {
      this.tell("The host wanted to copy more to your clipboard than it may.");
      return true;
    }
    try {
      const bytes = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
      const text = new TextDecoder().decode(bytes);
      navigator.clipboard.writeText(text).then(
        () => this.tell(`The host copied ${text.length} characters to your clipboard.`),
        () => this.tell("The host wanted to copy to your clipboard, which this browser refused."),
      );
    } catch {
      this.tell("The host sent something for the clipboard that cannot be read.");
    }
    return true;
  }
}
