import { LitElement, css, html, nothing } from "lit";
import { customElement, query, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import * as api from "./api";
import { applyTheme, loadPreferences, savePreferences, type Preferences } from "./preferences";
import { keepSnapshots, takeSnapshots } from "./snapshots";
import { controls } from "./styles";
import type { Place } from "./connection";
import type { Snapshot, TerminalTab } from "./terminal-tab";
import "./host-list";
import "./terminal-tab";

interface Tab {
  id: number;
  host: string;
  title: string;
  state: string;
  place: Place | null;
  snapshot: Snapshot | null;
}

const KEEP_ALIVE_MS = 5 * 60_000;
const REFRESH_MS = 15_000;

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
        min-width: 8rem;
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
      .soft {
        color: var(--soft);
      }
      .bad {
        color: var(--bad);
        padding: 0.5rem 1rem;
        margin: 0;
      }
    `,
  ];

  @state() private tabs: Tab[] = [];
  @state() private active = 0;
  @state() private hosts: api.Host[] = [];
  @state() private problems: string[] = [];
  @state() private running: api.RunningTerminal[] = [];
  @state() private loaded = false;
  @state() private name = "";
  @state() private trouble = "";
  @state() private preferences: Preferences = loadPreferences();
  @query("#settings") private settings!: HTMLDialogElement;
  private next = 1;
  private used = true;
  private timers: ReturnType<typeof setInterval>[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    applyTheme(this.preferences.theme);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.prefer({}));
    addEventListener("keydown", () => (this.used = true));
    addEventListener("pagehide", () => keepSnapshots(this.tabElements().flatMap((tab) => tab.keep() ?? [])));
    for (const snapshot of takeSnapshots()) {
      this.add(snapshot.host, snapshot, snapshot);
    }
    void this.refresh();
    this.timers = [
      setInterval(() => this.active === 0 && void this.refresh(), REFRESH_MS),
      setInterval(() => this.keepAlive(), KEEP_ALIVE_MS),
    ];
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.timers.forEach(clearInterval);
  }

  /** The terminal that is seen, or null. */
  get activeTab(): TerminalTab | null {
    return this.tabElements().find((tab) => !tab.hidden) ?? null;
  }

  private tabElements(): TerminalTab[] {
    return [...this.renderRoot.querySelectorAll("terminal-tab")] as TerminalTab[];
  }

  private async refresh(): Promise<void> {
    try {
      const [session, hosts, running] = await Promise.all([api.session(), api.hosts(), api.terminals()]);
      this.name = session.name;
      this.hosts = hosts.hosts;
      this.problems = hosts.problems;
      const mine = new Set(this.tabElements().map((tab) => tab.connection?.terminalId));
      this.running = running.filter((one) => !mine.has(one.terminal));
      this.loaded = true;
      this.trouble = "";
    } catch (error) {
      if (error instanceof api.SignedOutError && this.tabs.length === 0) {
        location.assign("/");
      }
      this.trouble = error instanceof Error ? error.message : "The server cannot be reached.";
    }
  }

  /** The login ends after a time without requests; a person who types is there. */
  private keepAlive(): void {
    if (this.used) {
      this.used = false;
      api.session().catch((error: Error) => (this.trouble = error.message));
    }
  }

  private add(host: string, place: Place | null, snapshot: Snapshot | null = null): void {
    const id = this.next++;
    this.tabs = [...this.tabs, { id, host, title: host, state: "connecting", place, snapshot }];
    this.active = id;
  }

  private change(id: number, change: Partial<Tab>): void {
    this.tabs = this.tabs.map((tab) => (tab.id === id ? { ...tab, ...change } : tab));
    document.title = this.tabs.find((tab) => tab.id === this.active)?.title ?? "Fairlead";
  }

  private close(id: number): void {
    this.tabElements()
      .find((tab) => Number(tab.dataset["id"]) === id)
      ?.end();
    this.tabs = this.tabs.filter((tab) => tab.id !== id);
    this.select(this.tabs.at(-1)?.id ?? 0);
  }

  private select(id: number): void {
    this.active = id;
    if (id === 0) {
      document.title = "Fairlead";
      void this.refresh();
    }
    void this.updateComplete.then(() => this.activeTab?.focusScreen());
  }

  private again(id: number, host: string): void {
    this.tabs = this.tabs.filter((tab) => tab.id !== id);
    this.add(host, null);
  }

  private async returnTo(one: api.RunningTerminal): Promise<void> {
    const answer = await api.freshToken(one.terminal);
    if (answer.kind === "token") {
      this.add(one.host, {
        terminal: one.terminal,
        token: answer.token,
        output: 0,
        inputStart: 0,
        input: new Uint8Array(0),
      });
    } else {
      this.trouble = answer.kind === "refused" ? answer.message : "The server cannot be reached.";
      void this.refresh();
    }
  }

  private async endRunning(terminal: string): Promise<void> {
    await api.endTerminal(terminal);
    await this.refresh();
  }

  private prefer(change: Partial<Preferences>): void {
    this.preferences = { ...this.preferences, ...change };
    savePreferences(this.preferences);
    applyTheme(this.preferences.theme);
  }

  override render(): unknown {
    return html`<header>
        <div class="brand"><img src="/assets/fairlead.svg" alt="" width="22" height="22" /><h1>Fairlead</h1></div>
        <div class="tabs" role="tablist" aria-label="Terminals">
          <button role="tab" aria-selected=${this.active === 0} @click=${() => this.select(0)}>Hosts</button>
          ${repeat(this.tabs, (tab) => tab.id, (tab) => this.tabButton(tab))}
        </div>
        ${this.active === 0
          ? nothing
          : html`<button @click=${() => this.close(this.active)}>End<span class="wide"> terminal</span></button>`}
        <span class="soft wide">${this.name}</span>
        <button class="plain" @click=${() => this.settings.showModal()}>Settings</button>
        <button class="plain" @click=${() => void api.signOut()}>Sign out</button>
      </header>
      ${this.trouble ? html`<p class="bad" role="alert">${this.trouble}</p>` : nothing}
      <main>
        <host-list
          ?hidden=${this.active !== 0}
          .hosts=${this.hosts}
          .problems=${this.problems}
          .running=${this.running}
          .loaded=${this.loaded}
          @open-host=${(event: CustomEvent<string>) => this.add(event.detail, null)}
          @return-to=${(event: CustomEvent<api.RunningTerminal>) => void this.returnTo(event.detail)}
          @end-terminal=${(event: CustomEvent<string>) => void this.endRunning(event.detail)}
        ></host-list>
        ${repeat(
          this.tabs,
          (tab) => tab.id,
          (tab) =>
            html`<terminal-tab
              data-id=${tab.id}
              role="tabpanel"
              aria-label=${tab.title}
              ?hidden=${tab.id !== this.active}
              .host=${tab.host}
              .place=${tab.place}
              .snapshot=${tab.snapshot}
              .preferences=${this.preferences}
              @title=${(event: CustomEvent<string>) => this.change(tab.id, { title: event.detail || tab.host })}
              @state=${(event: CustomEvent<string>) => this.change(tab.id, { state: event.detail })}
              @again=${() => this.again(tab.id, tab.host)}
            ></terminal-tab>`,
        )}
      </main>
      ${this.settingsDialog()}`;
  }

  private tabButton(tab: Tab): unknown {
    const mark = tab.state === "connected" ? "" : tab.state === "ended" || tab.state === "failed" ? " ✕" : " …";
    return html`<button role="tab" aria-selected=${tab.id === this.active} @click=${() => this.select(tab.id)}>
      ${tab.title}${mark}
    </button>`;
  }

  private settingsDialog(): unknown {
    const of = (event: Event): HTMLInputElement => event.target as HTMLInputElement;
    return html`<dialog id="settings" aria-labelledby="settings-title">
      <form method="dialog">
        <h2 id="settings-title">Settings</h2>
        <label
          >Theme
          <select @change=${(event: Event) => this.prefer({ theme: of(event).value as Preferences["theme"] })}>
            ${(["system", "light", "dark"] as const).map(
              (theme) => html`<option value=${theme} ?selected=${theme === this.preferences.theme}>${theme}</option>`,
            )}
          </select>
        </label>
        <label
          >Font size
          <input type="number" min="8" max="32" .value=${String(this.preferences.fontSize)}
            @change=${(event: Event) => this.prefer({ fontSize: Math.min(32, Math.max(8, Number(of(event).value) || 14)) })} />
        </label>
        <label
          >Font
          <input placeholder="the system's monospace" .value=${this.preferences.fontFamily}
            @change=${(event: Event) => this.prefer({ fontFamily: of(event).value.replace(/[;{}]/g, "") })} />
        </label>
        <label><span><input type="checkbox" .checked=${this.preferences.screenReader} @change=${(event: Event) => this.prefer({ screenReader: of(event).checked })} /> Screen-reader mode</span></label>
        <label><span><input type="checkbox" .checked=${this.preferences.showMultilinePaste} @change=${(event: Event) => this.prefer({ showMultilinePaste: of(event).checked })} /> Show several lines before pasting them</span></label>
        <p class="soft">Ctrl+Shift+F searches in the terminal, Ctrl+Shift+C copies.</p>
        <div class="actions"><button class="primary">Done</button></div>
      </form>
    </dialog>`;
  }
}
