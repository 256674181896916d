import { css, html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { repeat } from "lit/directives/repeat.js";
import { icon, type IconName } from "./icons";
import { HOSTS, type OpenTabs, type Tab } from "./open-tabs";
import { hostText } from "./text";

/** The marks for the states of a tab's terminal, the more urgent first. */
const MARKS: Record<string, { sign: IconName; meaning: string; tone: string }> = {
  asking: { sign: "question", meaning: "needs an answer", tone: "warn" },
  bell: { sign: "bell", meaning: "rang its bell", tone: "warn" },
  failed: { sign: "warning", meaning: "not connected", tone: "bad" },
  ended: { sign: "stop", meaning: "ended", tone: "soft" },
  reconnecting: { sign: "clock", meaning: "connection lost", tone: "warn" },
  connecting: { sign: "clock", meaning: "connecting", tone: "soft" },
};

/** What the row of tabs asks for. */
interface Wishes {
  /** `inside`: the focus goes into what the tab shows. */
  select(id: number, inside: boolean): void;
  close(id: number, inside: boolean): void;
}

export const tabBarStyles = css`
  .tabs {
    display: flex;
    gap: 2px;
    flex: 1 1 12rem;
    min-width: 0;
    overflow-x: auto;
    scrollbar-width: none;
    align-self: stretch;
    padding: 4px 2px;
  }
  .tab {
    display: flex;
    flex: 0 1 15rem;
    min-width: 10rem;
    max-width: max-content;
    border-radius: var(--radius);
    color: var(--soft);
  }
  .tab.fixed {
    flex: none;
    min-width: 0;
  }
  .tab:hover {
    background: var(--hover);
  }
  .tab.chosen {
    background: var(--tint);
    color: var(--ink);
  }
  .tab button {
    flex: 1;
    min-width: 0;
    justify-content: start;
    border-color: transparent;
    color: inherit;
    padding-right: 0.4rem;
  }
  .tab button,
  .tab button:hover:not(:disabled) {
    background: none;
  }
  .tab .label {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    min-width: 2rem;
  }
  .tab .title {
    font-weight: 400;
    color: var(--soft);
  }
  .tab.chosen .label {
    font-weight: 600;
  }
  .tab.heard .label {
    color: var(--ink);
  }
  .dot {
    width: 7px;
    height: 7px;
    flex: none;
    border-radius: 50%;
    background: var(--accent);
  }
  .mark {
    display: inline-flex;
  }
  .close {
    display: inline-flex;
    align-items: center;
    padding: 0 0.4rem;
    border-radius: var(--radius);
    cursor: pointer;
    opacity: 0.75;
  }
  .close:hover {
    background: var(--line);
    opacity: 1;
  }
  .all-tabs {
    position: relative;
    display: inline-flex;
    align-items: center;
    gap: 0.2rem;
    padding: 0.35rem 0.5rem;
    border-radius: var(--radius);
    color: var(--soft);
  }
  .all-tabs:hover {
    background: var(--hover);
  }
  .all-tabs:focus-within {
    outline: 2px solid var(--accent);
  }
  .all-tabs select {
    position: absolute;
    inset: 0;
    width: 100%;
    opacity: 0;
    cursor: pointer;
  }
  @media (forced-colors: active) {
    .dot {
      forced-color-adjust: none;
      background: Highlight;
    }
  }
`;

/**
 * The row of tabs. Not a custom element, because tabs and what they control must be in the same tree (`aria-controls`). The
 * Delete key closes a tab; the close icon is for pointers only and hidden from assistive technology.
 *
 * @param crowded whether there is no room for all of them
 */
export function tabBar(tabs: OpenTabs, crowded: boolean, wishes: Wishes): TemplateResult {
  return html`<div class="tabs" role="tablist" aria-label="Terminals" @keydown=${(event: KeyboardEvent) => key(event, tabs, wishes)}>
      ${hostsTab(tabs, wishes)} ${repeat(tabs.list, (tab) => tab.id, (tab) => terminalTab(tab, tab.id === tabs.active, wishes))}
    </div>
    ${crowded ? allTabs(tabs, wishes) : nothing}`;
}

function hostsTab(tabs: OpenTabs, wishes: Wishes): TemplateResult {
  const chosen = tabs.active === HOSTS;
  return html`<div class="tab fixed ${chosen ? "chosen" : ""}" role="presentation">
    <button
      id="tab-${HOSTS}"
      role="tab"
      aria-selected=${chosen}
      aria-controls="panel-${HOSTS}"
      aria-label="Hosts"
      tabindex=${chosen ? 0 : -1}
      @click=${() => wishes.select(HOSTS, true)}
    >
      ${icon("hosts")}<span class="label">Hosts</span>
    </button>
  </div>`;
}

function terminalTab(tab: Tab, chosen: boolean, wishes: Wishes): TemplateResult {
  const title = hostText(tab.title);
  const full = `${tab.name}${tab.user ? ` as ${tab.user}` : ""}${title ? ` · ${title}` : ""}`;
  return html`<div class="tab ${chosen ? "chosen" : ""} ${tab.heard ? "heard" : ""}" role="presentation" title=${full}>
    <button
      id="tab-${tab.id}"
      role="tab"
      aria-selected=${chosen}
      aria-controls="panel-${tab.id}"
      aria-keyshortcuts="Delete"
      tabindex=${chosen ? 0 : -1}
      @click=${() => wishes.select(tab.id, true)}
      @auxclick=${(event: MouseEvent) => event.button === 1 && wishes.close(tab.id, true)}
    >
      ${mark(tab)}<span class="label">${tab.name}${title && title !== tab.host ? html` <span class="title">${title}</span>` : nothing}</span>
    </button>
    <span class="close" aria-hidden="true" title="Close ${tab.name}" @click=${() => wishes.close(tab.id, true)}>${icon("close")}</span>
  </div>`;
}

const markOf = (tab: Tab): (typeof MARKS)[string] | undefined =>
  MARKS[tab.state === "asking" ? "asking" : tab.heard === "bell" ? "bell" : tab.state];

function mark(tab: Tab): TemplateResult {
  const found = markOf(tab);
  if (found) {
    return html`<span class="mark ${found.tone}" role="img" aria-label=${found.meaning} title=${found.meaning}>${icon(found.sign)}</span>`;
  }
  return tab.heard === "output" ? html`<span class="dot" role="img" aria-label="new output" title="New output"></span>` : icon("terminal");
}

/** A list of all tabs by name, for when the row shows only some. */
function allTabs(tabs: OpenTabs, wishes: Wishes): TemplateResult {
  const chosen = (event: Event): void => wishes.select(Number((event.target as HTMLSelectElement).value), true);
  return html`<span class="all-tabs" title="All tabs"
    >${tabs.list.length}${icon("more")}<select aria-label="All tabs" .value=${live(String(tabs.active))} @change=${chosen}>
      <option value=${HOSTS}>Hosts</option>
      ${repeat(
        tabs.list,
        (tab) => tab.id,
        (tab) => html`<option value=${tab.id} ?selected=${tab.id === tabs.active}>${tab.name}${meaning(tab)}</option>`,
      )}
    </select></span
  >`;
}

function meaning(tab: Tab): string {
  const found = markOf(tab);
  return found ? ` (${found.meaning})` : tab.heard === "output" ? " (new output)" : "";
}

function key(event: KeyboardEvent, tabs: OpenTabs, wishes: Wishes): void {
  if (event.ctrlKey || event.altKey || event.metaKey) {
    return;
  }
  const to = tabs.after(event.key);
  if (event.key === "Delete" && tabs.active !== HOSTS) {
    event.preventDefault();
    wishes.close(tabs.active, false);
  } else if (to !== null) {
    event.preventDefault();
    wishes.select(to, false);
  }
}
