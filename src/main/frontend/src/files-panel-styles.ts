import { css } from "lit";
import { controls } from "./styles";

/** A list that takes what its bars leave, and shows when files may be dropped on it. */
export const filesPanelStyles = [
  controls,
  css`
    :host {
      position: relative;
      display: flex;
      flex-direction: column;
      min-height: 0;
      background: var(--surface);
      border-left: 1px solid var(--line);
    }
    header,
    .bar {
      display: flex;
      flex-wrap: wrap;
      gap: 0.4rem;
      align-items: center;
      padding: 0.5rem 0.7rem;
      border-bottom: 1px solid var(--line);
    }
    h2 {
      font-size: 1rem;
      margin: 0;
      flex: 1;
    }
    .path {
      flex: 1 1 100%;
      overflow-wrap: anywhere;
    }
    .list {
      flex: 1;
      overflow-y: auto;
      margin: 0;
      padding: 0;
      list-style: none;
    }
    .list.over {
      box-shadow: inset 0 0 0 2px var(--accent);
    }
    li {
      display: flex;
      gap: 0.6rem;
      align-items: baseline;
      padding: 0.1rem 0.7rem;
    }
    li > button:first-child,
    li > .name {
      flex: 1;
      min-width: 0;
      justify-content: start;
      text-align: left;
      overflow-wrap: anywhere;
    }
    .size {
      white-space: nowrap;
      font-variant-numeric: tabular-nums;
      font-size: 0.85em;
    }
    p {
      padding: 0 0.7rem;
      overflow-wrap: anywhere;
    }
  `,
];
