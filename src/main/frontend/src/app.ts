import { LitElement, css, html, nothing } from "lit";
import { customElement, query, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import * as api from "./api";
import type { Place } from "./connection";
import type { HelpDialog } from "./help-dialog";
import { applyTheme, loadPreferences, onPreferencesChosenElsewhere, savePreferences, type Preferences } from "./preferences";
import type { SettingsDialog } from "./settings-dialog";
import { actionOf, type Action } from "./shortcuts";
import { forgetSnapshots, keepSnapshots, takeSnapshots, type Snapshot } from "./snapshots";
import { controls } from "./styles";
import { tabAfter } from "./tabs";
import type { TerminalTab } from "./terminal-tab";
import "./help-dialog";
import "./host-list";
import "./settings-dialog";
import "./terminal-tab";

interface Tab {
  id: number;
  host: string;
  title: string;
  state: string;
  place: Place | null;
  snapshot: Snapshot | null;
}

/** The tab that every page has. */
const HOSTS = 0;

const KEEP_ALIVE_MS = 5 * 60_000;
const REFRESH_MS = 15_000;
/** Until the server has said it; its default. */
const GRACE_SECONDS = 30 * 60;

/** The page: hosts, and a terminal per tab. */
@customElement("fairlead-app")
export class FairleadApp extends LitElement {
  static override styles = [
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

  @state() private tabs: Tab[] = [];
  @state() private active = HOSTS;
  @state() private hosts: api.Host[] = [];
  @state() private problems: string[] = [];
  @state() private running: api.RunningTerminal[] = [];
  @state() private graceSeconds = GRACE_SECONDS;
  @state() private traceLink = "";
  @state() private loaded = false;
  @state() private name = "";
  @state() private trouble = "";
  @state() private preferences: Preferences = loadPreferences();
  @query("settings-dialog") private settings!: SettingsDialog;
  @query("help-dialog") private help!: HelpDialog;
  private next = HOSTS + 1;
  private used = true;
  private restored = false;
  private leave: AbortController | undefined;
  private timers: ReturnType<typeof setInterval>[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    applyTheme(this.preferences.theme);
    this.leave = new AbortController();
    const signal = this.leave.signal;
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.choose({ ...this.preferences }), { signal });
    signal.addEventListener("abort", onPreferencesChosenElsewhere((chosen) => this.choose(chosen)));
    addEventListener("keydown", (event) => this.key(event), { signal });
    addEventListener("pagehide", () => this.keep(), { signal });
    void this.refresh();
    this.timers = [
      setInterval(() => this.active === HOSTS && void this.refresh(), REFRESH_MS),
      setInterval(() => this.keepAlive(), KEEP_ALIVE_MS),
    ];
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.leave?.abort();
    this.timers.forEach(clearInterval);
  }

  /** The terminal that is seen, or null. */
  get activeTab(): TerminalTab | null {
    return this.tabElements().find((tab) => !tab.hidden) ?? null;
  }

  private tabElements(): TerminalTab[] {
    return [...this.renderRoot.querySelectorAll<TerminalTab>("terminal-tab")];
  }

  private async refresh(): Promise<void> {
    try {
      const [session, hosts, running] = await Promise.all([api.session(), api.hosts(), api.terminals()]);
      this.name = session.name;
      this.traceLink = session.traceLink ?? "";
      this.hosts = hosts.hosts;
      this.problems = hosts.problems;
      this.graceSeconds = running.graceSeconds;
      this.restore();
      const places = this.tabs.map((tab) => tab.place?.terminal);
      const mine = new Set([...places, ...this.tabElements().map((tab) => tab.terminalId)]);
      this.running = running.terminals.filter((one) => !mine.has(one.terminal));
      this.loaded = true;
      this.trouble = "";
    } catch (error) {
      this.failed(error);
    }
  }

  private failed(error: unknown): void {
    if (error instanceof api.SignedOutError && this.tabs.length === 0) {
      location.assign("/");
    }
    this.trouble = error instanceof api.RefusedError ? error.message : "Fairlead cannot be reached.";
  }

  /** Takes up what this page showed before it was loaded again; only now it is known for whom. */
  private restore(): void {
    if (this.restored) {
      return;
    }
    this.restored = true;
    const snapshots = takeSnapshots(sessionStorage, this.name);
    const first = this.next;
    for (const snapshot of snapshots) {
      this.add(snapshot.host, snapshot, snapshot);
    }
    const front = snapshots.findIndex((one) => one.active);
    this.active = front < 0 ? HOSTS : first + front;
  }

  private keep(): void {
    if (this.restored) {
      keepSnapshots(sessionStorage, this.name, (lines) => this.tabElements().flatMap((tab) => tab.keep(lines) ?? []));
    }
  }

  /** The login ends after a time without requests; a person who types is there. */
  private keepAlive(): void {
    if (this.used) {
      this.used = false;
      api.session().catch((error: unknown) => this.failed(error));
    }
  }

  private async signOut(): Promise<void> {
    try {
      const next = await api.signOut();
      // What the screens show is nothing for whoever signs in next.
      this.restored = false;
      forgetSnapshots(sessionStorage);
      location.assign(next);
    } catch (error) {
      this.failed(error);
    }
  }

  private add(host: string, place: Place | null, snapshot: Snapshot | null = null): void {
    const id = this.next++;
    this.tabs = [...this.tabs, { id, host, title: host, state: "connecting", place, snapshot }];
    this.active = id;
    this.retitle();
  }

  private change(id: number, change: Partial<Tab>): void {
    this.tabs = this.tabs.map((tab) => (tab.id === id ? { ...tab, ...change } : tab));
    this.retitle();
  }

  private close(id: number): void {
    this.tabElements()
      .find((tab) => Number(tab.dataset["id"]) === id)
      ?.end();
    const at = this.tabs.findIndex((tab) => tab.id === id);
    this.tabs = this.tabs.filter((tab) => tab.id !== id);
    this.select(this.tabs[Math.min(at, this.tabs.length - 1)]?.id ?? HOSTS);
  }

  /**
   * @param inside whether the focus goes into what the tab shows
   */
  private select(id: number, inside = true): void {
    this.active = id;
    this.retitle();
    if (id === HOSTS) {
      void this.refresh();
    }
    void this.updateComplete.then(() => {
      this.renderRoot.querySelector(`#tab-${id}`)?.scrollIntoView({ block: "nearest", inline: "nearest" });
      if (inside && id !== HOSTS) {
        this.activeTab?.focusScreen();
      } else {
        this.focusTab();
      }
    });
  }

  private focusTab(): void {
    this.renderRoot.querySelector<HTMLElement>(`#tab-${this.active}`)?.focus();
  }

  private retitle(): void {
    const title = this.tabs.find((tab) => tab.id === this.active)?.title;
    document.title = title ? `${title} · Fairlead` : "Fairlead";
  }

  private again(id: number, host: string): void {
    this.tabs = this.tabs.filter((tab) => tab.id !== id);
    this.add(host, null);
  }

  private async returnTo(one: api.RunningTerminal): Promise<void> {
    const answer = await api.freshToken(one.terminal);
    if (answer.kind === "token") {
      this.running = this.running.filter((other) => other.terminal !== one.terminal);
      this.add(one.host, {
        terminal: one.terminal,
        token: answer.token,
        output: 0,
        inputStart: 0,
        input: new Uint8Array(0),
      });
    } else {
      await this.refresh();
      this.trouble = answer.kind === "refused" ? answer.message : "Fairlead cannot be reached.";
    }
  }

  private async endRunning(terminal: string): Promise<void> {
    try {
      await api.endTerminal(terminal);
      await this.refresh();
    } catch (error) {
      this.failed(error);
    }
  }

  private prefer(change: Partial<Preferences>): void {
    this.choose({ ...this.preferences, ...change });
    savePreferences(this.preferences);
  }

  private choose(preferences: Preferences): void {
    this.preferences = preferences;
    applyTheme(preferences.theme);
  }

  private key(event: KeyboardEvent): void {
    this.used = true;
    const action = actionOf(event);
    const inDialog = event.composedPath().some((one) => one instanceof HTMLDialogElement);
    if (action !== null && action !== "copy" && !inDialog) {
      event.preventDefault();
      this.act(action);
    }
  }

  private act(action: Action): void {
    switch (action) {
      case "help":
        return this.help.open();
      case "search":
        return this.activeTab?.search();
      case "hosts":
        return this.select(HOSTS);
      case "leave":
        return this.focusTab();
      case "next":
      case "previous":
        this.move(action, true);
        return;
      case "copy":
        return;
    }
  }

  /** Goes to another tab, by a key. */
  private move(key: string, inside: boolean): boolean {
    const ids = [HOSTS, ...this.tabs.map((tab) => tab.id)];
    const to = tabAfter(key, ids.indexOf(this.active), ids.length);
    if (to === null) {
      return false;
    }
    this.select(ids[to] ?? HOSTS, inside);
    return true;
  }

  private tabKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey) {
      return;
    }
    if (event.key === "Delete" && this.active !== HOSTS) {
      event.preventDefault();
      this.close(this.active);
      void this.updateComplete.then(() => this.focusTab());
    } else if (this.move(event.key, false)) {
      event.preventDefault();
    }
  }

  override render(): unknown {
    const front = this.tabs.find((tab) => tab.id === this.active);
    const over = front?.state === "ended" || front?.state === "failed";
    return html`<header>
        <div class="brand"><img src="/assets/fairlead.svg" alt="" width="22" height="22" /><h1>Fairlead</h1></div>
        <div class="tabs" role="tablist" aria-label="Terminals" @keydown=${this.tabKey}>
          ${this.tabButton(HOSTS, "Hosts")}
          ${repeat(this.tabs, (tab) => tab.id, (tab) => this.tabButton(tab.id, tab.title, MARKS[tab.state]))}
        </div>
        ${front
          ? html`<button class="end" @click=${() => this.close(front.id)}>${over ? "Close" : "End"}<span class="wide"> terminal</span></button>`
          : nothing}
        <span class="soft wide">${this.name}</span>
        <button class="plain" @click=${() => this.help.open()}>Keys</button>
        <button class="plain" @click=${() => this.settings.open()}>Settings</button>
        <button class="plain" @click=${() => void this.signOut()}>Sign out</button>
      </header>
      ${this.trouble ? html`<p class="bad trouble" role="alert">${this.trouble}</p>` : nothing}
      <main>
        <host-list
          id="panel-${HOSTS}"
          role="tabpanel"
          aria-labelledby="tab-${HOSTS}"
          ?hidden=${this.active !== HOSTS}
          .hosts=${this.hosts}
          .problems=${this.problems}
          .running=${this.running}
          .loaded=${this.loaded}
          @open-host=${(event: CustomEvent<string>) => this.add(event.detail, null)}
          @return-to=${(event: CustomEvent<api.RunningTerminal>) => void this.returnTo(event.detail)}
          @end-terminal=${(event: CustomEvent<string>) => void this.endRunning(event.detail)}
          @stale=${() => void this.refresh()}
        ></host-list>
        ${repeat(this.tabs, (tab) => tab.id, (tab) => this.panel(tab))}
      </main>
      <help-dialog @done=${() => this.activeTab?.focusScreen()}></help-dialog>
      <settings-dialog
        .preferences=${this.preferences}
        @prefer=${(event: CustomEvent<Partial<Preferences>>) => this.prefer(event.detail)}
        @done=${() => this.activeTab?.focusScreen()}
      ></settings-dialog>`;
  }

  private tabButton(id: number, title: string, mark?: { sign: string; meaning: string }): unknown {
    const chosen = id === this.active;
    return html`<button
      id="tab-${id}"
      role="tab"
      aria-selected=${chosen}
      aria-controls="panel-${id}"
      tabindex=${chosen ? 0 : -1}
      title=${title}
      @click=${() => this.select(id)}
    >
      ${title}${mark ? html` <span class="mark" role="img" aria-label=${mark.meaning}>${mark.sign}</span>` : nothing}
    </button>`;
  }

  private panel(tab: Tab): unknown {
    return html`<terminal-tab
      id="panel-${tab.id}"
      data-id=${tab.id}
      role="tabpanel"
      aria-labelledby="tab-${tab.id}"
      ?hidden=${tab.id !== this.active}
      .host=${tab.host}
      .place=${tab.place}
      .snapshot=${tab.snapshot}
      .preferences=${this.preferences}
      .graceSeconds=${this.graceSeconds}
      .traceLink=${this.traceLink}
      @title=${(event: CustomEvent<string>) => this.change(tab.id, { title: event.detail || tab.host })}
      @state=${(event: CustomEvent<string>) => this.change(tab.id, { state: event.detail })}
      @prefer=${(event: CustomEvent<Partial<Preferences>>) => this.prefer(event.detail)}
      @again=${() => this.again(tab.id, tab.host)}
    ></terminal-tab>`;
  }
}

/** How a tab tells that its terminal is not connected. */
const MARKS: Record<string, { sign: string; meaning: string }> = {
  connecting: { sign: "…", meaning: "connecting" },
  asking: { sign: "?", meaning: "asks something" },
  reconnecting: { sign: "…", meaning: "connection lost" },
  ended: { sign: "✕", meaning: "ended" },
  failed: { sign: "✕", meaning: "not connected" },
};
