import xtermStyles from "@xterm/xterm/css/xterm.css?inline";
import { css, unsafeCSS } from "lit";
import { controls } from "./styles";

/** The tab of a terminal: the screen takes what the lines below it, and panels beside it, leave. */
export const terminalTabStyles = [
  unsafeCSS(xtermStyles),
  controls,
  css`
    :host {
      display: flex;
      flex-direction: column;
      min-height: 0;
      flex: 1;
    }
    :host([hidden]) {
      display: none;
    }
    /* A row: the screen gives way to whatever stands beside it, and fits itself anew. */
    .view {
      position: relative;
      display: flex;
      flex: 1;
      min-height: 0;
    }
    .screen {
      touch-action: pinch-zoom;
      flex: 1;
      min-width: 0;
      overflow: hidden;
    }
    files-panel {
      flex: 0 0 min(36rem, 45%);
    }
    @media (max-width: 640px) {
      files-panel {
        position: absolute;
        inset: 0;
        z-index: 20;
      }
    }
    .screen .xterm {
      /* Its colours mean something: with forced ones, selections, marks and inverse text cannot be seen. */
      forced-color-adjust: none;
      height: 100%;
      padding: 4px 0 0 6px;
    }
    /* What is left of an older xterm.js: black, and with a scrollbar that scrolls nothing. */
    .screen .xterm .xterm-viewport {
      background-color: transparent;
      overflow: hidden;
    }
    /* Drawn with the DOM, a row is as high as its cells: the lowest pixels of some fonts, such as underscores, are below it. */
    .screen .xterm .xterm-rows > div {
      overflow: visible !important;
    }
    .target {
      position: absolute;
      left: 0;
      bottom: 0;
      max-width: 100%;
      padding: 0.15rem 0.6rem;
      background: var(--surface);
      border: 1px solid var(--line);
      border-top-right-radius: var(--radius);
      overflow-wrap: anywhere;
      pointer-events: none;
      z-index: 10;
    }
  `,
];
