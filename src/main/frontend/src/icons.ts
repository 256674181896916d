import { html, svg, type SVGTemplateResult, type TemplateResult } from "lit";

/** Drawn on 16 by 16, in the colour of the text beside them. */
const DRAWN = {
  terminal: svg`<path d="m3 4.5 3.5 3.5L3 11.5M8.5 12H13" />`,
  hosts: svg`<rect x="2" y="2.5" width="12" height="4.5" rx="1" /><rect x="2" y="9" width="12" height="4.5" rx="1" /><path d="M4.5 4.75h.01M4.5 11.25h.01" />`,
  files: svg`<path d="M2 4a1 1 0 0 1 1-1h3.2l1.6 2H13a1 1 0 0 1 1 1v6.5a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1z" />`,
  file: svg`<path d="M4 1.8h5L12.5 5.3v8.4a.5.5 0 0 1-.5.5H4a.5.5 0 0 1-.5-.5V2.3a.5.5 0 0 1 .5-.5zM9 1.8v3.5h3.5" />`,
  link: svg`<path d="M6.8 9.2a2.4 2.4 0 0 0 3.4 0l2.4-2.4a2.4 2.4 0 0 0-3.4-3.4l-.9.9M9.2 6.8a2.4 2.4 0 0 0-3.4 0L3.4 9.2a2.4 2.4 0 0 0 3.4 3.4l.9-.9" />`,
  folder: svg`<path d="M2 4a1 1 0 0 1 1-1h3.2l1.6 2H13a1 1 0 0 1 1 1v6.5a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1zM8 7.2v4M6 9.2h4" />`,
  up: svg`<path d="M8 13.2V3.2M4 7.2l4-4 4 4" />`,
  upload: svg`<path d="M8 10.2V3M4.9 6.1 8 3l3.1 3.1M3 13.2h10" />`,
  refresh: svg`<path d="M13 8a5 5 0 1 1-1.5-3.6M13.2 2.2v2.9h-2.9" />`,
  search: svg`<circle cx="7" cy="7" r="4.25" /><path d="m10.2 10.2 3.3 3.3" />`,
  keys: svg`<rect x="1.5" y="4" width="13" height="8.5" rx="1.25" /><path d="M4 6.75h.01M6.7 6.75h.01M9.3 6.75h.01M12 6.75h.01M5 10h6" />`,
  settings: svg`<path d="M2 4.5h7M12 4.5h2M2 11.5h2M7 11.5h7" /><circle cx="10.5" cy="4.5" r="1.5" /><circle cx="5.5" cy="11.5" r="1.5" />`,
  leave: svg`<path d="M6.5 2.5H3a.5.5 0 0 0-.5.5v10a.5.5 0 0 0 .5.5h3.5M10.5 5 13.5 8l-3 3M13 8H6.5" />`,
  question: svg`<circle cx="8" cy="8" r="6" /><path d="M6.2 6.3a1.85 1.85 0 1 1 2.6 1.9c-.5.25-.8.6-.8 1.1v.2M8 11.6h.01" />`,
  close: svg`<path d="m4 4 8 8M12 4l-8 8" />`,
  stop: svg`<path d="M8 1.8v5.4M4.6 3.9a5.3 5.3 0 1 0 6.8 0" />`,
  bell: svg`<path d="M3.5 11.5c1-1 1-2 1-4a3.5 3.5 0 0 1 7 0c0 2 0 3 1 4zM6.7 13.5a1.5 1.5 0 0 0 2.6 0" />`,
  copy: svg`<rect x="5.5" y="5.5" width="8" height="8" rx="1" /><path d="M3.5 10.5H3a.5.5 0 0 1-.5-.5V3a.5.5 0 0 1 .5-.5h7a.5.5 0 0 1 .5.5v.5" />`,
  paste: svg`<path d="M5.5 3.5H4a.5.5 0 0 0-.5.5v9.5a.5.5 0 0 0 .5.5h8a.5.5 0 0 0 .5-.5V4a.5.5 0 0 0-.5-.5h-1.5M6 8h4M6 10.75h4" /><rect x="5.5" y="2" width="5" height="2.75" rx="0.5" />`,
  download: svg`<path d="M8 2.5v7.2M4.9 6.9 8 10l3.1-3.1M3 13.2h10" />`,
  done: svg`<path d="m3 8.5 3.2 3.2L13 4.8" />`,
  warning: svg`<path d="M8 2.3 14.3 13.5H1.7zM8 6.5v3.2M8 11.6h.01" />`,
  more: svg`<path d="m4 6.2 4 4 4-4" />`,
  message: svg`<path d="M2.5 3.5h11v7.5H7.5L4.5 13.5V11h-2z" />`,
  clock: svg`<circle cx="8" cy="8" r="5.75" /><path d="M8 4.8V8l2.2 1.6" />`,
} satisfies Record<string, SVGTemplateResult>;

export type IconName = keyof typeof DRAWN;

/** A picture beside words that say the same, or that a button's label says. */
export function icon(name: IconName): TemplateResult {
  return html`<svg
    class="icon"
    viewBox="0 0 16 16"
    fill="none"
    stroke="currentColor"
    stroke-width="1.4"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    ${DRAWN[name]}
  </svg>`;
}
