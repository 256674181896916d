import type { Terminal } from "@xterm/xterm";

/**
 * The internals of xterm.js that Fairlead uses, because there is no public way to read or set this state. So package.json has an
 * exact version; screen-state.test.ts and PageResumeIT test that they are as expected.
 */
export interface Core {
  cols: number;
  rows: number;
  options: { cursorBlink: boolean; convertEol: boolean };
  coreService: {
    onUserInput(listener: () => void): { dispose(): void };
    isCursorInitialized: boolean;
    isCursorHidden: boolean;
    modes: object;
    decPrivateModes: object;
  };
  coreMouseService: { activeProtocol: string; activeEncoding: string };
  unicodeService: { activeVersion: string };
  _charsetService: { charset: Charset; glevel: number; _charsets: Charset[] };
  _oscLinkService: {
    registerLink(data: Link): number;
    addLineToLink(id: number, line: number): void;
    getLinkData(id: number): Link | undefined;
    _dataByLinkId: Map<number, { id: number; data: Link; lines: Marker[] }>;
  };
  _bufferService: {
    isUserScrolling: boolean;
    buffers: { normal: ScreenBuffer; alt: ScreenBuffer; active: ScreenBuffer; activateAltBuffer(): void };
    _onScroll: { fire(line: number): void };
  };
  _inputHandler: {
    _curAttrData: Attributes;
    _eraseAttrDataInternal: Attributes;
    _parser: { precedingJoinState: number };
    _windowTitle: string;
    _iconName: string;
    _windowTitleStack: string[];
    _iconNameStack: string[];
    setTitle(title: string): void;
    setIconName(name: string): void;
  };
  /** Only once the terminal is shown. */
  _themeService?: {
    colors: Colors;
    _restoreColors: Colors;
    modifyColors(change: (colors: Colors) => void): void;
  };
}

export type Charset = Record<string, string> | undefined;

export interface Link {
  uri: string;
  id?: string;
}

export interface Marker {
  line: number;
  dispose(): void;
}

export interface Colour {
  css: string;
  rgba: number;
}

export interface Colors {
  foreground: Colour;
  background: Colour;
  cursor: Colour;
  ansi: Colour[];
}

/** Underline and link of a cell. */
export interface Extended {
  _ext: number;
  urlId: number;
  clone(): Extended;
}

export interface Attributes {
  fg: number;
  bg: number;
  extended: Extended;
}

export interface Cell extends Attributes {
  content: number;
  combinedData: string;
}

export interface BufferLine {
  length: number;
  isWrapped: boolean;
  loadCell(column: number, cell: Cell): Cell;
  setCell(column: number, cell: Cell): void;
}

export interface ScreenBuffer {
  lines: { length: number; maxLength: number; get(line: number): BufferLine | undefined; push(line: BufferLine): void };
  ybase: number;
  ydisp: number;
  x: number;
  y: number;
  scrollTop: number;
  scrollBottom: number;
  tabs: Record<number, boolean | undefined>;
  savedX: number;
  savedY: number;
  savedCurAttrData: Attributes;
  savedCharset: Charset;
  markers: Marker[];
  clear(): void;
  getBlankLine(attributes: Attributes, wrapped?: boolean): BufferLine;
}

/** Flags of a cell's `content` and `bg`. */
export const CODE_POINT = 0x1f_ffff;
export const COMBINED = 0x20_0000;
export const WIDTH_SHIFT = 22;
export const HAS_EXTENDED = 0x1000_0000;

export function coreOf(terminal: Terminal): Core {
  return (terminal as unknown as { _core: Core })._core;
}
