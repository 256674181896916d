import { css } from "lit";
import { controls } from "./styles";

/** A table in which the names take the available width; the time is hidden where the width is small. */
export const fileListStyles = [
  controls,
  css`
    :host {
      display: block;
      container-type: inline-size;
    }
    table {
      width: 100%;
      border-collapse: collapse;
    }
    thead {
      position: sticky;
      top: 0;
      background: var(--surface);
    }
    th {
      text-align: left;
      font-weight: 600;
      border-bottom: 1px solid var(--line);
    }
    th button {
      font-weight: 600;
      white-space: nowrap;
    }
    /* What has the focus is scrolled to below the headings, which stay. */
    tbody button {
      scroll-margin-block: 2.75rem 0.3rem;
    }
    td,
    th {
      padding: 0.05rem 0.2rem;
      vertical-align: middle;
    }
    td.name {
      width: 100%;
    }
    td.name button {
      width: 100%;
      justify-content: start;
      text-align: left;
      overflow-wrap: anywhere;
      color: var(--ink);
    }
    /* Only where it takes long, so that nothing flickers. */
    :host([leaving]) td.name button {
      color: var(--soft);
      transition: color 0.1s 0.3s;
    }
    td.name .icon {
      color: var(--soft);
    }
    td.name button[aria-disabled="true"] {
      color: var(--soft);
      cursor: default;
    }
    .size,
    .modified {
      white-space: nowrap;
      text-align: right;
      font-variant-numeric: tabular-nums;
      font-size: 0.9em;
    }
    .size button,
    .modified button {
      /* In line with the values below, whichever column is sorted. */
      flex-direction: row-reverse;
      padding-inline-end: 0;
      border-inline-end: 0;
    }
    .actions-of {
      white-space: nowrap;
      text-align: right;
    }
    /* A picture has another baseline than a word. */
    .actions-of button {
      vertical-align: middle;
    }
    .more-of td {
      padding: 0.2rem 0.7rem 0.5rem;
    }
    .more {
      margin: 0.5rem 0.7rem;
    }
    p {
      padding: 0 0.7rem;
    }
    .unseen {
      position: absolute;
      clip-path: inset(50%);
      width: 1px;
      height: 1px;
      overflow: hidden;
    }
    @container (max-width: 28rem) {
      .modified {
        display: none;
      }
    }
  `,
];
