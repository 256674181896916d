import { css } from "lit";
import { controls } from "./styles";
import { tabBarStyles } from "./tab-bar";

/** The page: a header with the row of tabs, and what the tab in front shows. */
export const appStyles = [
  controls,
  tabBarStyles,
  css`
    :host {
      display: flex;
      flex-direction: column;
      height: var(--visible-height, 100dvh);
    }
    header {
      display: flex;
      align-items: center;
      gap: 0.15rem;
      padding: 0 0.6rem;
      min-height: 2.75rem;
      border-bottom: 1px solid var(--line);
      background: var(--surface);
    }
    .brand {
      display: flex;
      gap: 0.45rem;
      align-items: center;
      font-weight: 650;
      margin-right: 0.6rem;
    }
    h1 {
      font-size: 1rem;
      margin: 0;
    }
    .person {
      padding: 0 0.5rem;
      max-width: 14rem;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .tool {
      padding-inline: 0.5rem;
      white-space: nowrap;
    }
    /* Tabs need the room more: what the pictures mean is said when one points at them. */
    .busy .tool .wide {
      display: none;
    }
    @media (max-width: 1100px) {
      .tool .wide {
        display: none;
      }
    }
    @media (max-width: 800px) {
      .person,
      h1,
      .tool-keys {
        display: none;
      }
      .brand {
        margin-right: 0.2rem;
      }
    }
    @media (max-width: 480px) {
      header {
        padding-inline: 0.3rem;
      }
      .brand,
      .tab.fixed .label {
        display: none;
      }
      .tool {
        padding-inline: 0.4rem;
      }
      /* The cross of its tab ends a terminal as well. */
      .tool-stop,
      .tool-close {
        display: none;
      }
      /* The list of all tabs has the others. */
      .crowded .tab:not(.fixed):not(.chosen) {
        display: none;
      }
      .tab:not(.fixed) {
        min-width: 0;
      }
    }
    /* Above a touch keyboard. */
    @media (max-height: 450px) {
      header {
        min-height: 2.2rem;
      }
    }
    main {
      flex: 1;
      min-height: 0;
      display: flex;
      flex-direction: column;
    }
    main > .scroll {
      overflow-y: auto;
      flex: 1;
    }
    .trouble {
      padding: 0.5rem 1rem;
      margin: 0;
      border-bottom: 1px solid var(--line);
    }
  `,
];
