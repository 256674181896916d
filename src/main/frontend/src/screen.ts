import { FitAddon } from "@xterm/addon-fit";
import { WebLinksAddon } from "@xterm/addon-web-links";
import { WebglAddon } from "@xterm/addon-webgl";
import { Terminal, type ITheme } from "@xterm/xterm";
import { clipboardWish } from "./clipboard";
import { coreOf } from "./core";
import { hasGraphicsCard } from "./graphics";
import { changeColours, changedColours } from "./host-colours";
import { isDark, type Preferences } from "./preferences";
import { Replies } from "./replies";
import { readScreen, writeScreen, type ScreenState } from "./screen-state";
import { DARK, LIGHT } from "./themes";
import { countCells } from "./width";

/** What a screen tells the page around it. */
export interface ScreenListener {
  tell(sentence: string): void;
  /** A link was clicked; `named`: its text may say something else. */
  open(uri: string, named: boolean): void;
  /** The pointer is over this link, or over none. */
  hover(uri: string | null): void;
}

/** xterm.js with all that Fairlead adds to it. */
export class Screen {
  readonly terminal: Terminal;
  readonly replies: Replies;
  private readonly fitting = new FitAddon();

  constructor(
    preferences: Preferences,
    private readonly listener: ScreenListener,
  ) {
    this.terminal = new Terminal({ allowProposedApi: true, scrollback: 10_000, rightClickSelectsWord: true });
    this.terminal.loadAddon(this.fitting);
    this.terminal.loadAddon(
      new WebLinksAddon((_event, uri) => listener.open(uri, false), {
        hover: (_event, uri) => listener.hover(uri),
        leave: () => listener.hover(null),
      }),
    );
    // The text of an OSC 8 link may differ from its target, so the target is shown before it is followed.
    this.terminal.options.linkHandler = {
      activate: (_event, uri) => listener.open(uri, true),
      hover: (_event, uri) => listener.hover(uri),
      leave: () => listener.hover(null),
      allowNonHttpProtocols: true,
    };
    this.replies = new Replies(this.terminal);
    countCells(this.terminal, () => this.replies.muted);
    this.terminal.parser.registerOscHandler(52, (data) => this.clipboard(data));
    this.prefer(preferences);
  }

  show(parent: HTMLElement): void {
    this.terminal.open(parent);
    this.tint();
    if (!hasGraphicsCard()) {
      return;
    }
    try {
      const webgl = new WebglAddon();
      webgl.onContextLoss(() => webgl.dispose());
      this.terminal.loadAddon(webgl);
    } catch {
      // Without WebGL 2, xterm.js continues to draw with the DOM.
    }
  }

  /** Draws output; `replayed`: another page has drawn and answered it before. */
  draw(bytes: Uint8Array, done: () => void, replayed: boolean): void {
    if (!replayed) {
      this.terminal.write(bytes, done);
      return;
    }
    const replay = this.replies.replaying();
    this.terminal.write(bytes, () => {
      replay();
      done();
    });
  }

  /** Hides the cursor after all output is drawn, because the last output may show it. */
  hideCursor(): void {
    this.terminal.write("\x1b[?25l");
  }

  /** Called before each `onData` that comes from a person and is not an answer to a program. */
  onUserInput(listener: () => void): void {
    coreOf(this.terminal).coreService.onUserInput(listener);
  }

  prefer(preferences: Preferences): void {
    const options = this.terminal.options;
    this.paint(isDark(preferences.theme) ? DARK : LIGHT);
    options.fontSize = preferences.fontSize;
    const family = getComputedStyle(document.documentElement).getPropertyValue("--mono");
    options.fontFamily = preferences.fontFamily ? `${preferences.fontFamily}, ${family}` : family;
    options.screenReaderMode = preferences.screenReader;
    options.minimumContrastRatio = 4.5;
    options.macOptionIsMeta = preferences.optionIsMeta;
  }

  /** Changes the theme. Colours that the host has set stay; a reset by the host gives the theme's colours. */
  private paint(theme: ITheme): void {
    const core = coreOf(this.terminal);
    const set = changedColours(core);
    this.terminal.options.theme = theme;
    changeColours(core, set);
    this.tint();
  }

  /** The frame around the cells has their colour. */
  private tint(): void {
    if (this.terminal.element) {
      this.terminal.element.style.backgroundColor = this.terminal.options.theme?.background ?? "";
    }
  }

  fit(): void {
    const { baseY, viewportY } = this.terminal.buffer.active;
    this.fitting.fit();
    if (viewportY === baseY) {
      // Rewrapping moves lines, so a view at the bottom is kept there.
      this.terminal.scrollToBottom();
    }
  }

  /** The state to restore the screen from, with a limited number of lines above it. */
  snapshot(lines: number): ScreenState {
    return readScreen(this.terminal, lines);
  }

  /** Shows what a page before this one showed. */
  restore(screen: ScreenState): void {
    writeScreen(this.terminal, screen);
  }

  private clipboard(data: string): boolean {
    if (this.replies.muted) {
      return true;
    }
    const wish = clipboardWish(data);
    if ("refused" in wish) {
      this.listener.tell(wish.refused);
      return true;
    }
    const why = isSecureContext ? "Your browser did not allow it." : "That needs HTTPS.";
    const refused = `The host tried to copy to your clipboard. ${why}`;
    // Pages that did not come by HTTPS have no clipboard.
    (navigator.clipboard?.writeText(wish.text) ?? Promise.reject(new Error(refused))).then(
      () => this.listener.tell(`The host copied ${wish.text.length} characters to your clipboard.`),
      () => this.listener.tell(refused),
    );
    return true;
  }
}
