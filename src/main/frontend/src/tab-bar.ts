import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { HOSTS, type OpenTabs } from "./open-tabs";

/** How a tab tells that its terminal is not connected. */
const MARKS: Record<string, { sign: string; meaning: string }> = {
  connecting: { sign: "…", meaning: "connecting" },
  asking: { sign: "?", meaning: "asks something" },
  reconnecting: { sign: "…", meaning: "connection lost" },
  ended: { sign: "✕", meaning: "ended" },
  failed: { sign: "✕", meaning: "not connected" },
};

/** What the row of tabs asks for. */
interface Wishes {
  /** `inside`: the focus goes into what the tab shows. */
  select(id: number, inside: boolean): void;
  close(id: number): void;
}

/**
 * The row of tabs. Not an element of its own: tabs and what they control must be in one tree of the document
 * (`aria-controls`).
 */
export function tabBar(tabs: OpenTabs, wishes: Wishes): unknown {
  const button = (id: number, title: string, state: string): unknown => {
    const chosen = id === tabs.active;
    const mark = MARKS[state];
    return html`<button
      id="tab-${id}"
      role="tab"
      aria-selected=${chosen}
      aria-controls="panel-${id}"
      tabindex=${chosen ? 0 : -1}
      title=${title}
      @click=${() => wishes.select(id, true)}
    >
      ${title}${mark ? html` <span class="mark" role="img" aria-label=${mark.meaning}>${mark.sign}</span>` : nothing}
    </button>`;
  };
  return html`<div class="tabs" role="tablist" aria-label="Terminals" @keydown=${(event: KeyboardEvent) => key(event, tabs, wishes)}>
    ${button(HOSTS, "Hosts", "")} ${repeat(tabs.list, (tab) => tab.id, (tab) => button(tab.id, tab.title, tab.state))}
  </div>`;
}

function key(event: KeyboardEvent, tabs: OpenTabs, wishes: Wishes): void {
  if (event.ctrlKey || event.altKey || event.metaKey) {
    return;
  }
  const to = tabs.after(event.key);
  if (event.key === "Delete" && tabs.active !== HOSTS) {
    event.preventDefault();
    wishes.close(tabs.active);
  } else if (to !== null) {
    event.preventDefault();
    wishes.select(to, false);
  }
}
