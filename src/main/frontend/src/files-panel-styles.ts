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
      flex: 1 1 14rem;
      display: flex;
    }
    .path input,
    .filter {
      flex: 1 1 7rem;
      min-width: 0;
    }
    .filter {
      flex-grow: 0;
    }
    .list {
      flex: 1;
      overflow-y: auto;
    }
    .list.over {
      box-shadow: inset 0 0 0 2px var(--accent);
    }
    p {
      padding: 0 0.7rem;
      overflow-wrap: anywhere;
    }
  `,
];
