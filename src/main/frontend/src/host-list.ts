import { LitElement, css, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { Host, RunningTerminal } from "./api";
import { hostEntry, hostEntryStyles, hostHeads, isSought, soughtWords } from "./host-entry";
import { icon } from "./icons";
import { controls, lists } from "./styles";
import "./running-terminals";
import "./typed-host";

/** Maximum number of entries shown: with thousands, every key in the search would be slow. */
const SHOWN = 100;

/** The host to open, and the account; "" for the default one. */
export interface Wish {
  host: string;
  user: string;
}

/** The machines one may reach, and the terminals that are still running. */
@customElement("host-list")
export class HostList extends LitElement {
  static override styles = [
    controls,
    lists,
    hostEntryStyles,
    css`
      :host {
        display: block;
        max-width: 96rem;
        margin: 0 auto;
        padding: 0.5rem 1.5rem 3rem;
      }
      h2 {
        font-size: 1.15rem;
      }
      .count {
        font-weight: 400;
        font-size: 0.85em;
        margin-left: 0.35rem;
      }
      .tools {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem 0.75rem;
        margin-bottom: 0.5rem;
      }
      .search {
        position: relative;
        flex: 1 1 20rem;
      }
      .search .icon {
        position: absolute;
        left: 0.65rem;
        top: calc(50% - 0.57em);
        color: var(--soft);
        pointer-events: none;
      }
      input[type="search"] {
        width: 100%;
        padding: 0.5rem 0.7rem 0.5rem 2.1rem;
      }
      typed-host {
        flex: 0 1 24rem;
      }
      @media (min-width: 2400px) {
        :host {
          max-width: 110rem;
        }
      }
      @media (max-width: 640px) {
        :host {
          padding-inline: 0.7rem;
        }
        typed-host {
          flex: 1 1 100%;
        }
      }
      .problem {
        color: var(--warn);
        border: 1px solid currentColor;
        border-radius: var(--radius);
        padding: 0.5rem 0.8rem;
        overflow-wrap: anywhere;
      }
      pre {
        overflow-x: auto;
        background: var(--surface);
        border: 1px solid var(--line);
        border-radius: var(--radius);
        padding: 0.7rem;
      }
    `,
  ];

  @property({ attribute: false }) hosts: Host[] = [];
  /** Whether hosts may be typed by hand. */
  @property({ type: Boolean }) typed = false;
  @property({ attribute: false }) problems: string[] = [];
  @property({ attribute: false }) running: RunningTerminal[] = [];
  /** The names of this page's own terminals. */
  @property({ attribute: false }) tabs: readonly string[] = [];
  @property({ type: Boolean }) loaded = false;
  @state() private sought = "";
  @state() private most = SHOWN;
  /** The entry that is reached with Tab; the first one when it is not shown. */
  @state() private current = "";
  @query("input[type=search]") private search!: HTMLInputElement | null;
  /** Accounts that were chosen, by host. */
  private readonly chosen = new Map<string, string>();

  /**
   * Focuses the search, or without one the next best element; on touch devices not a field, which would bring up the keyboard.
   */
  takeFocus(): boolean {
    const field = matchMedia("(pointer: coarse)").matches ? null : this.search;
    const place = field ?? this.renderRoot.querySelector<HTMLElement>("pre") ?? this.renderRoot.querySelector<HTMLElement>("h2#hosts");
    place?.focus();
    if (place === field) {
      field?.select();
    }
    return place !== null;
  }

  override render(): unknown {
    const none = this.loaded && this.hosts.length === 0;
    return html`${this.problems.map((problem) => html`<p class="problem" role="alert">${problem}</p>`)}
      <running-terminals .running=${this.running} .tabs=${this.tabs}></running-terminals>
      <h2 id="hosts" tabindex="-1">Hosts${this.hosts.length > 0 ? html`<span class="count soft">${this.hosts.length}</span>` : nothing}</h2>
      <div class="tools">
        ${none ? nothing : this.searchField()}
        ${this.typed ? html`<typed-host @open=${(event: CustomEvent<string>) => this.open(event.detail, "")}></typed-host>` : nothing}
      </div>
      ${none ? this.none() : this.list()}`;
  }

  private searchField(): unknown {
    return html`<div class="search">
      ${icon("search")}
      <input
        type="search"
        placeholder="Search by name, address, account or label, such as env: production"
        aria-label="Search hosts"
        aria-description="Enter opens the first host found, the arrow down key goes to the list"
        autocapitalize="off"
        autocomplete="off"
        spellcheck="false"
        .value=${this.sought}
        @input=${(event: Event) => this.seek((event.target as HTMLInputElement).value)}
        @keydown=${this.searchKey}
      />
    </div>`;
  }

  private get found(): Host[] {
    const words = soughtWords(this.sought);
    return this.hosts.filter((host) => isSought(host, words));
  }

  private list(): unknown {
    const found = this.found;
    const shown = found.slice(0, this.most);
    const current = shown.some((host) => host.name === this.current) ? this.current : shown[0]?.name;
    return html`<ul class="hosts" aria-labelledby="hosts" @keydown=${this.listKey} @focusin=${this.reached}>
        ${shown.length > 0 ? hostHeads() : nothing} ${shown.map((host, at) => this.entry(host, at === 0, host.name === current))}
      </ul>
      ${found.length > this.most ? this.more(found.length) : nothing}
      ${found.length === 0 && this.hosts.length > 0
        ? html`<p class="soft" role="status">No host matches “${this.sought}”.</p>`
        : nothing}`;
  }

  private entry(host: Host, first: boolean, current: boolean): unknown {
    const user = this.userOf(host);
    return hostEntry(host, {
      user,
      first: first && this.sought.trim() !== "",
      current,
      open: () => this.openHost(host),
      choose: (other) => {
        this.chosen.set(host.name, other);
        this.requestUpdate();
      },
    });
  }

  private userOf(host: Host): string {
    return this.chosen.get(host.name) ?? host.user;
  }

  private openHost(host: Host): void {
    this.open(host.name, host.users ? this.userOf(host) : "");
  }

  private searchKey(event: KeyboardEvent): void {
    if (event.isComposing) {
      return;
    }
    const [first, ...others] = this.found;
    if (event.key === "Enter" && first && (this.sought.trim() !== "" || others.length === 0)) {
      event.preventDefault();
      this.openHost(first);
    } else if (event.key === "ArrowDown" || event.key === "Enter") {
      event.preventDefault();
      this.rows()[0]?.focus();
    }
  }

  /** Arrows go through the list, up from its first entry to the search; letters are for the search, too. */
  private listKey(event: KeyboardEvent): void {
    const row = event.target;
    if (!(row instanceof HTMLButtonElement) || event.ctrlKey || event.altKey || event.metaKey) {
      return;
    }
    const rows = this.rows();
    const to = rowAfter(event.key, rows.indexOf(row), rows.length);
    if (to !== null) {
      event.preventDefault();
      (rows[to] ?? this.search)?.focus();
    } else if (event.key.length === 1 && event.key !== " ") {
      this.search?.focus();
    }
  }

  private rows(): HTMLButtonElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLButtonElement>("button.host")];
  }

  private reached(event: FocusEvent): void {
    if (event.target instanceof HTMLButtonElement) {
      this.current = event.target.dataset["host"] ?? "";
    }
  }

  private open(host: string, user: string): void {
    this.dispatchEvent(new CustomEvent<Wish>("open-host", { detail: { host, user } }));
  }

  private seek(text: string): void {
    this.sought = text;
    this.most = SHOWN;
  }

  private more(all: number): unknown {
    return html`<p class="soft" role="status">${this.most} of ${all} hosts are shown. Search for others, or
      <button @click=${() => (this.most += SHOWN)}>show more</button>.</p>`;
  }

  private none(): unknown {
    return html`<p>You have no hosts yet. Ask an administrator for access.</p>
      <p>Administrators add hosts in <code>hosts.yaml</code> and grant access in <code>policy.yaml</code>. Both files are in the server's configuration directory and are read when they are saved:</p>
      ${this.howToAdd()}`;
  }

  private howToAdd(): unknown {
    return html`<pre tabindex="0" aria-label="Example of hosts.yaml">
hosts:
  - name: web-1
    address: web-1.example.com
    user: deploy
    authentication:
      - key: /etc/fairlead/id_ed25519</pre
      >
      <p>Or start the server with <code>AWS_HOSTNAME</code> and <code>AWS_USERNAME</code> in its environment.</p>`;
  }
}

/** The row to which a key leads, -1 for the search above them, or null for a key that leads nowhere. */
export function rowAfter(key: string, from: number, count: number): number | null {
  switch (key) {
    case "ArrowDown":
      return Math.min(from + 1, count - 1);
    case "ArrowUp":
      return from - 1;
    case "PageDown":
      return Math.min(from + 10, count - 1);
    case "PageUp":
      return Math.max(from - 10, 0);
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}
