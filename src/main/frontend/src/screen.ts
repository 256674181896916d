import { FitAddon } from "@xterm/addon-fit";
import { SearchAddon } from "@xterm/addon-search";
import { SerializeAddon } from "@xterm/addon-serialize";
import { Unicode11Addon } from "@xterm/addon-unicode11";
import { UnicodeGraphemesAddon } from "@xterm/addon-unicode-graphemes";
import { WebLinksAddon } from "@xterm/addon-web-links";
import { WebglAddon } from "@xterm/addon-webgl";
import { Terminal } from "@xterm/xterm";
import { clipboardWish } from "./clipboard";
import { hasGraphicsCard } from "./graphics";
import { isDark, type Preferences } from "./preferences";
import { Replies } from "./replies";
import { DARK, LIGHT } from "./themes";

/** What a screen tells the page around it. */
export interface Around {
  tell(sentence: string): void;
  /** A link was clicked; `named`: its text may say something else. */
  open(uri: string, named: boolean): void;
  /** The pointer is over this link, or over none. */
  hover(uri: string | null): void;
}

/** xterm.js with all that Fairlead adds to it. */
export class Screen {
  readonly terminal: Terminal;
  readonly search = new SearchAddon();
  readonly replies: Replies;
  private readonly fitting = new FitAddon();
  private readonly serializer = new SerializeAddon();

  constructor(
    preferences: Preferences,
    private readonly around: Around,
  ) {
    this.terminal = new Terminal({ allowProposedApi: true, scrollback: 10_000, macOptionIsMeta: true, rightClickSelectsWord: true });
    this.terminal.loadAddon(this.fitting);
    this.terminal.loadAddon(this.search);
    this.terminal.loadAddon(this.serializer);
    this.terminal.loadAddon(new Unicode11Addon());
    this.terminal.loadAddon(new UnicodeGraphemesAddon());
    this.terminal.loadAddon(
      new WebLinksAddon((_event, uri) => around.open(uri, false), {
        hover: (_event, uri) => around.hover(uri),
        leave: () => around.hover(null),
      }),
    );
    // OSC 8: the text may say anything, so the real target is what is shown and asked about.
    this.terminal.options.linkHandler = {
      activate: (_event, uri) => around.open(uri, true),
      hover: (_event, uri) => around.hover(uri),
      leave: () => around.hover(null),
      allowNonHttpProtocols: true,
    };
    this.replies = new Replies(this.terminal);
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
      // No WebGL 2 here: xterm.js goes on drawing with the DOM.
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

  prefer(preferences: Preferences): void {
    const options = this.terminal.options;
    options.theme = isDark(preferences.theme) ? DARK : LIGHT;
    this.tint();
    options.fontSize = preferences.fontSize;
    const family = getComputedStyle(document.documentElement).getPropertyValue("--mono");
    options.fontFamily = preferences.fontFamily ? `${preferences.fontFamily}, ${family}` : family;
    options.screenReaderMode = preferences.screenReader;
    options.minimumContrastRatio = 4.5;
    this.terminal.unicode.activeVersion = preferences.graphemes ? "15-graphemes" : "11";
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

  /** What brings the screen back when written, with so many lines above it. */
  snapshot(lines: number): string {
    return this.serializer.serialize({ scrollback: lines });
  }

  /** The lines that can be seen. */
  text(): string {
    return this.lines(this.terminal.buffer.active.viewportY, this.terminal.rows);
  }

  /** All lines, those that were scrolled away too. */
  allText(): string {
    return this.lines(0, this.terminal.buffer.active.length);
  }

  private lines(from: number, count: number): string {
    const buffer = this.terminal.buffer.active;
    return Array.from({ length: count }, (_, i) => buffer.getLine(from + i)?.translateToString(true) ?? "").join("\n");
  }

  private clipboard(data: string): boolean {
    if (this.replies.muted) {
      return true;
    }
    const wish = clipboardWish(data);
    if ("refused" in wish) {
      this.around.tell(wish.refused);
      return true;
    }
    const refused = "The host tried to copy to your clipboard. Your browser did not allow it.";
    // Pages that did not come by HTTPS have no clipboard.
    (navigator.clipboard?.writeText(wish.text) ?? Promise.reject(new Error(refused))).then(
      () => this.around.tell(`The host copied ${wish.text.length} characters to your clipboard.`),
      () => this.around.tell(refused),
    );
    return true;
  }
}
