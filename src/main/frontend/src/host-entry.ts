import { css, html, nothing, type TemplateResult } from "lit";
import type { Host } from "./api";
import { icon } from "./icons";
import { reachText } from "./reach";
import { wayText } from "./way";

export const hostEntryStyles = css`
  .hosts {
    display: grid;
    grid-template-columns: fit-content(22rem) fit-content(19rem) minmax(9rem, 1fr) fit-content(15rem) fit-content(13rem) max-content;
  }
  .heads,
  .entry,
  .host {
    display: grid;
    grid-template-columns: subgrid;
    grid-column: 1 / -1;
    align-items: center;
  }
  .heads {
    padding: 0.35rem 0.7rem;
    column-gap: 1.75rem;
    font-size: 0.85em;
    border-bottom: 1px solid var(--line);
  }
  .heads > span:nth-last-child(1) {
    grid-column: -3;
    text-align: right;
  }
  .entry {
    border-bottom: 1px solid var(--line);
  }
  .host {
    grid-column: 1 / -2;
    justify-content: stretch;
    justify-items: start;
    text-align: left;
    column-gap: 1.75rem;
    padding: 0.55rem 0.7rem;
    background: none;
    border-color: transparent;
  }
  .host.first {
    background: var(--tint);
  }
  .host > * {
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .labels {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 0.35rem;
  }
  .label {
    background: var(--hover);
    color: var(--soft);
    border-radius: 99px;
    padding: 0.05rem 0.55rem;
    font-size: 0.87em;
    max-width: 100%;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .host:hover .label,
  .host.first .label {
    background: var(--ground);
  }
  .way {
    font-size: 0.92em;
  }
  .reach {
    display: inline-flex;
    align-items: center;
    gap: 0.3rem;
    justify-self: end;
    font-size: 0.92em;
    font-variant-numeric: tabular-nums;
  }
  .entry select {
    padding-block: 0.2rem;
    margin-inline: 0.3rem;
    max-width: 12rem;
  }
  @media (max-width: 900px) {
    .hosts {
      display: block;
    }
    .heads {
      display: none;
    }
    .entry {
      display: flex;
    }
    .host {
      display: flex;
      flex-wrap: wrap;
      flex: 1;
      min-width: 0;
      gap: 0.15rem 0.8rem;
      padding-inline: 0.4rem;
    }
    .host .reach {
      margin-left: auto;
    }
    .labels:empty {
      display: none;
    }
  }
  @media (max-width: 640px) {
    .entry {
      flex-direction: column;
      align-items: stretch;
    }
    .entry select {
      align-self: start;
      margin: 0 0.4rem 0.55rem;
    }
  }
`;

/** The column headings. Hidden from screen readers, because the entries name everything themselves. */
export function hostHeads(): TemplateResult {
  return html`<li class="heads soft" role="presentation" aria-hidden="true">
    <span>Name</span><span>Account and address</span><span>Labels</span><span>Route and sign-in</span><span>Latency</span>
  </li>`;
}

/** How an entry is shown, and what it does. */
export interface EntryUse {
  user: string;
  /** Enter in the search opens this one. */
  first: boolean;
  /** The one of the list that is reached with Tab. */
  current: boolean;
  open(): void;
  choose(user: string): void;
}

/** One host in the list: name, address, ways to sign in, whether it answers, and the account if there is a choice. */
export function hostEntry(host: Host, use: EntryUse): TemplateResult {
  const stop = use.current ? 0 : -1;
  return html`<li class="entry">
    <button class="host ${use.first ? "first" : ""}" data-host=${host.name} tabindex=${stop} @click=${use.open}>
      <span class="name">${host.name}</span>
      <span class="soft mono">${use.user}@${host.address}${host.port === 22 ? "" : `:${host.port}`}</span>
      <span class="labels">${Object.entries(host.labels).map(([key, value]) => html`<span class="label">${key}: ${value}</span>`)}</span>
      <span class="way soft">${wayText(host)}</span>
      ${reach(host)}
    </button>
    ${host.users
      ? html`<select
          tabindex=${stop}
          aria-label="Account on ${host.name}"
          @change=${(event: Event) => use.choose((event.target as HTMLSelectElement).value)}
        >
          ${host.users.map((one) => html`<option ?selected=${one === use.user}>${one}</option>`)}
        </select>`
      : nothing}
  </li>`;
}

function reach({ probe, notProbed }: Host): TemplateResult {
  if (probe) {
    return html`<span class="reach ${probe.up ? "good" : "bad"}">${icon(probe.up ? "done" : "warning")}${reachText(probe, new Date())}</span>`;
  }
  return html`<span class="reach soft">${notProbed ? `not checked: ${notProbed}` : nothing}</span>`;
}

/** Splits a search into words. A label is one word, whether written as `env: production` or `env=production`. */
export function soughtWords(text: string): string[] {
  return joined(text).split(/\s+/).filter(Boolean);
}

const joined = (text: string): string => text.toLowerCase().replace(/\s*[:=]\s*/g, ":");

/** Whether a host matches all of these words. */
export function isSought(host: Host, words: readonly string[]): boolean {
  const labels = Object.entries(host.labels).map(([key, value]) => `${key}:${value}`);
  const text = [host.name, `${host.user}@${host.address}:${host.port}`, ...(host.users ?? []), ...labels].map(joined).join("\n");
  return words.every((word) => text.includes(word));
}
