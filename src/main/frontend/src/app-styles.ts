import { css } from "lit";
import { controls } from "./styles";

/** The page: a header with the row of tabs, and what the tab in front shows. */
export const appStyles = [
  controls,
  css`
    :host {
      display: flex;
      flex-direction: column;
      height: 100dvh;
    }
    header {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0.3rem 0.6rem;
      padding: 0.35rem 0.7rem;
      border-bottom: 1px solid var(--edge);
      background: var(--surface);
    }
    .brand {
      display: flex;
      gap: 0.45rem;
      align-items: center;
      font-weight: 650;
    }
    h1 {
      font-size: 1rem;
      margin: 0;
    }
    .tabs {
      display: flex;
      gap: 0.25rem;
      flex: 1;
      overflow-x: auto;
      scrollbar-width: thin;
      min-width: 8rem;
    }
    .mark {
      color: var(--soft);
    }
    .tabs button {
      flex: none;
      max-width: 16rem;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    @media (max-width: 640px) {
      .wide {
        display: none;
      }
      .brand {
        flex: 1;
      }
      .plain {
        padding: 0.35rem 0.3rem;
      }
      .tabs {
        order: 1;
        flex-basis: 12rem;
        scrollbar-width: none;
      }
      .end {
        order: 2;
      }
    }
    [aria-selected="true"] {
      border-color: var(--accent);
      box-shadow: inset 0 -2px var(--accent);
    }
    main {
      flex: 1;
      min-height: 0;
      display: flex;
      flex-direction: column;
    }
    host-list {
      overflow-y: auto;
      width: 100%;
    }
    .trouble {
      padding: 0.5rem 1rem;
      margin: 0;
    }
  `,
];
