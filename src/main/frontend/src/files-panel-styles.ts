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
      /* Where not even the least of everything has room. */
      overflow-y: auto;
      background: var(--surface);
      border-left: 1px solid var(--line);
    }
    header,
    .bar,
    p {
      flex: none;
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
    /* The path and the filter share a row, however narrow it is. */
    .where {
      flex: 1 1 20rem;
      min-width: 0;
      display: flex;
      gap: 0.4rem;
    }
    .path {
      flex: 1 1 8rem;
      min-width: 0;
      display: flex;
    }
    .path input {
      flex: 1;
      min-width: 0;
    }
    .filter {
      flex: 0 1 7rem;
      min-width: 5rem;
    }
    /* Messages and transfers never take its last rows. */
    .listing {
      position: relative;
      flex: 1 0 0;
      min-height: 10rem;
      display: flex;
    }
    .list {
      flex: 1;
      min-width: 0;
      overflow-y: auto;
    }
    .opening {
      position: absolute;
      inset: 0 0 auto;
      z-index: 1;
      margin: 0;
      padding: 0;
    }
    /* Only where it takes long, so that nothing flickers. */
    .opening span {
      display: block;
      padding: 0.5rem 0.7rem;
      background: var(--raised);
      border-bottom: 1px solid var(--line);
      animation: appear 0.1s 0.3s both;
    }
    @keyframes appear {
      from {
        visibility: hidden;
      }
      to {
        visibility: visible;
      }
    }
    transfer-list {
      flex: none;
      max-height: 35%;
      overflow-y: auto;
    }
    .list.over {
      box-shadow: inset 0 0 0 2px var(--accent);
    }
    p {
      padding: 0 0.7rem;
      overflow-wrap: anywhere;
    }
    p,
    p.text {
      margin-block: 0.6rem;
    }
  `,
];
