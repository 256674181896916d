import { css, html, nothing } from "lit";
import type { Host } from "./api";
import { reachText } from "./reach";
import { wayText } from "./way";

export const hostEntryStyles = css`
  .host {
    width: 100%;
    text-align: left;
    display: flex;
    flex-wrap: wrap;
    gap: 0.15rem 0.9rem;
    align-items: baseline;
    padding: 0.65rem 0.8rem;
  }
  .soft {
    overflow-wrap: anywhere;
  }
  .entry {
    display: flex;
    gap: 0.4rem;
    align-items: stretch;
  }
  .label {
    border: 1px solid var(--edge);
    border-radius: 99px;
    padding: 0 0.5rem;
    font-size: 0.85em;
  }
  .reach {
    font-size: 0.85em;
    margin-left: auto;
  }
`;

/**
 * One machine in the list of hosts: what it is called, where it is, how one signs in there, and whether it answers; and as whom, where
 * one may choose.
 */
export function hostEntry(host: Host, user: string, open: () => void, choose: (user: string) => void): unknown {
  return html`<li class="entry">
    <button class="host" @click=${open}>
      <span class="name">${host.name}</span>
      <span class="soft mono">${user}@${host.address}${host.port === 22 ? "" : `:${host.port}`}</span>
      ${Object.entries(host.labels).map(([key, value]) => html`<span class="label">${key}: ${value}</span>`)}
      <span class="soft">${wayText(host)}</span>
      ${host.probe ? html`<span class=${host.probe.up ? "reach" : "reach bad"}>${reachText(host.probe, new Date())}</span>` : nothing}
      ${host.notProbed ? html`<span class="reach soft">not probed: ${host.notProbed}</span>` : nothing}
    </button>
    ${host.users
      ? html`<select aria-label="Account on ${host.name}" @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}>
          ${host.users.map((one) => html`<option ?selected=${one === user}>${one}</option>`)}
        </select>`
      : nothing}
  </li>`;
}

/** Whether a host is one of those that are sought, by all of these words. */
export function isSought(host: Host, words: readonly string[]): boolean {
  const text = [host.name, host.address, host.user, ...Object.entries(host.labels).flat()].join(" ").toLowerCase();
  return words.every((word) => text.includes(word));
}
