import type { Terminal } from "@xterm/xterm";
import { coreOf, type Attributes, type Charset, type Core, type ScreenBuffer } from "./core";
import { changedColours, changeColours, type ChangedColours } from "./host-colours";
import { LineReader, LineWriter, type LineState, type Style } from "./line-state";
import { Links, readLinks, type LinkState } from "./link-state";

/** Version of the format. A page of another version starts from the server's output instead. */
export const FORM = 2;

interface AttributesState {
  fg: number;
  bg: number;
  underline: number;
  link: number;
}

interface BufferState {
  lines: LineState[];
  /** The first line of the screen, and the first that is seen. */
  base: number;
  seen: number;
  x: number;
  y: number;
  margins: [top: number, bottom: number];
  tabs: number[];
  saved: { x: number; y: number; attributes: { fg: number; bg: number }; charset: Charset | null };
}

/** The complete state of a terminal: every cell, and every mode that affects later output. JSON. */
export interface ScreenState {
  form: number;
  columns: number;
  rows: number;
  styles: readonly Style[];
  links: LinkState[];
  normal: BufferState;
  alternate: BufferState;
  /** Whether the alternate screen is shown. */
  switched: boolean;
  attributes: AttributesState;
  charsets: { level: number; current: Charset | null; all: (Charset | null)[] };
  cursor: { hidden: boolean; initialized: boolean; blink: boolean };
  modes: object;
  privateModes: object;
  newline: boolean;
  mouse: { protocol: string; encoding: string };
  unicode: string;
  preceding: number;
  titles: { title: string; icon: string; titles: string[]; icons: string[] };
  colours: ChangedColours;
}

/** Reads a terminal's state, with a limited number of lines above its screen. */
export function readScreen(terminal: Terminal, scrollback: number): ScreenState {
  const core = coreOf(terminal);
  const { buffers } = core._bufferService;
  const input = core._inputHandler;
  const charsets = core._charsetService;
  const reader = new LineReader(input._curAttrData);
  const normal = readBuffer(buffers.normal, scrollback, reader);
  const alternate = readBuffer(buffers.alt, 0, reader);
  return {
    form: FORM,
    columns: terminal.cols,
    rows: terminal.rows,
    styles: reader.styles,
    links: readLinks(core, Math.max(0, buffers.normal.ybase - scrollback)),
    normal,
    alternate,
    switched: buffers.active === buffers.alt,
    attributes: attributesOf(input._curAttrData),
    charsets: { level: charsets.glevel, current: charsets.charset ?? null, all: Array.from(charsets._charsets, (one) => one ?? null) },
    cursor: { hidden: core.coreService.isCursorHidden, initialized: core.coreService.isCursorInitialized, blink: core.options.cursorBlink },
    modes: { ...core.coreService.modes },
    privateModes: { ...core.coreService.decPrivateModes },
    newline: core.options.convertEol,
    mouse: { protocol: core.coreMouseService.activeProtocol, encoding: core.coreMouseService.activeEncoding },
    unicode: core.unicodeService.activeVersion,
    preceding: input._parser.precedingJoinState,
    titles: { title: input._windowTitle, icon: input._iconName, titles: [...input._windowTitleStack], icons: [...input._iconNameStack] },
    colours: changedColours(core),
  };
}

export function isScreenState(value: unknown): value is ScreenState {
  return typeof value === "object" && value !== null && (value as ScreenState).form === FORM;
}

/** Gives a new terminal the state that was read. */
export function writeScreen(terminal: Terminal, state: ScreenState): void {
  terminal.resize(state.columns, state.rows);
  const core = coreOf(terminal);
  const { buffers } = core._bufferService;
  const input = core._inputHandler;
  const links = new Links(core, state.links);
  const writer = new LineWriter(state.styles, input._curAttrData.extended);
  writeBuffer(buffers.normal, state.normal, writer, input, links);
  if (state.switched) {
    buffers.activateAltBuffer();
  }
  writeBuffer(buffers.alt, state.alternate, writer, input, links);
  links.putReplaced();
  writer.link((before) => links.number(before));
  writeModes(core, state);
  Object.assign(input._curAttrData, attributesFrom(state.attributes, links, input._curAttrData));
  input._parser.precedingJoinState = state.preceding;
  const { title, icon, titles, icons } = state.titles;
  input._windowTitleStack.splice(0, Infinity, ...titles);
  input._iconNameStack.splice(0, Infinity, ...icons);
  input.setIconName(icon);
  if (title !== "") {
    input.setTitle(title);
  }
  changeColours(core, state.colours);
  const { ybase, ydisp } = buffers.active;
  core._bufferService.isUserScrolling = ydisp !== ybase;
  core._bufferService._onScroll.fire(ydisp);
  terminal.refresh(0, terminal.rows - 1);
}

function writeModes(core: Core, state: ScreenState): void {
  const charsets = core._charsetService;
  charsets.glevel = state.charsets.level;
  charsets._charsets.splice(0, Infinity, ...state.charsets.all.map((one) => one ?? undefined));
  charsets.charset = state.charsets.current ?? undefined;
  core.coreService.isCursorHidden = state.cursor.hidden;
  core.coreService.isCursorInitialized = state.cursor.initialized;
  core.options.cursorBlink = state.cursor.blink;
  Object.assign(core.coreService.modes, state.modes);
  Object.assign(core.coreService.decPrivateModes, state.privateModes);
  core.options.convertEol = state.newline;
  core.coreMouseService.activeProtocol = state.mouse.protocol;
  core.coreMouseService.activeEncoding = state.mouse.encoding;
  core.unicodeService.activeVersion = state.unicode;
}

function readBuffer(buffer: ScreenBuffer, scrollback: number, reader: LineReader): BufferState {
  const first = Math.max(0, buffer.ybase - scrollback);
  const lines: LineState[] = [];
  for (let y = first; y < buffer.lines.length; y++) {
    const line = buffer.lines.get(y);
    lines.push(line ? reader.read(line) : "");
  }
  return {
    lines,
    base: buffer.ybase - first,
    seen: Math.max(0, buffer.ydisp - first),
    x: buffer.x,
    y: buffer.y,
    margins: [buffer.scrollTop, buffer.scrollBottom],
    tabs: Object.keys(buffer.tabs).map(Number).filter((column) => buffer.tabs[column]),
    saved: {
      x: buffer.savedX,
      y: buffer.savedY - first,
      attributes: { fg: buffer.savedCurAttrData.fg, bg: buffer.savedCurAttrData.bg },
      charset: buffer.savedCharset ?? null,
    },
  };
}

function writeBuffer(buffer: ScreenBuffer, state: BufferState, writer: LineWriter, input: Core["_inputHandler"], links: Links): void {
  buffer.clear();
  for (const one of state.lines) {
    const line = buffer.getBlankLine(input._eraseAttrDataInternal);
    buffer.lines.push(line);
    writer.write(line, one);
  }
  links.put(buffer);
  Object.assign(buffer, { ybase: state.base, ydisp: state.seen, x: state.x, y: state.y, scrollTop: state.margins[0], scrollBottom: state.margins[1] });
  buffer.tabs = Object.fromEntries(state.tabs.map((column) => [column, true]));
  const { x, y, attributes, charset } = state.saved;
  Object.assign(buffer, { savedX: x, savedY: y, savedCharset: charset ?? undefined });
  Object.assign(buffer.savedCurAttrData, attributes);
}

function attributesOf({ fg, bg, extended }: Attributes): AttributesState {
  return { fg, bg, underline: extended._ext, link: extended.urlId };
}

function attributesFrom({ fg, bg, underline, link }: AttributesState, links: Links, like: Attributes): Attributes {
  const extended = like.extended.clone();
  extended._ext = underline;
  extended.urlId = links.number(link);
  return { fg, bg, extended };
}
