import { LitElement, html, nothing } from "lit";
import { customElement, query } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { RunningTerminal } from "./api";
import { appStyles } from "./app-styles";
import { ChosenPreferences } from "./chosen-preferences";
import type { Place } from "./conversation";
import { Gateway } from "./gateway";
import type { HelpDialog } from "./help-dialog";
import { HOSTS, OpenTabs, type Tab } from "./open-tabs";
import type { Preferences } from "./preferences";
import type { Wish } from "./host-list";
import type { SettingsDialog } from "./settings-dialog";
import { actionOf, type Action } from "./shortcuts";
import { forgetSnapshots, keepSnapshots, takeSnapshots } from "./snapshots";
import { tabBar } from "./tab-bar";
import type { TerminalTab } from "./terminal-tab";
import type { WhyNotDialog } from "./why-not-dialog";
import "./help-dialog";
import "./host-list";
import "./settings-dialog";
import "./terminal-tab";
import "./why-not-dialog";

/** The page: hosts, and a terminal per tab. */
@customElement("fairlead-app")
export class FairleadApp extends LitElement {
  static override styles = appStyles;

  @query("settings-dialog") private settings!: SettingsDialog;
  @query("help-dialog") private help!: HelpDialog;
  @query("why-not-dialog") private whyNot!: WhyNotDialog;
  private readonly preferences = new ChosenPreferences(this);
  private readonly tabs = new OpenTabs();
  private readonly gateway = new Gateway(this, {
    listsShown: () => this.tabs.active === HOSTS,
    shown: () => this.shown(),
    inUse: () => this.tabs.list.length > 0,
    known: () => this.restore(),
  });
  private restored = false;
  private leave: AbortController | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.leave = new AbortController();
    const signal = this.leave.signal;
    addEventListener("keydown", (event) => this.key(event), { signal });
    addEventListener("pagehide", () => this.keep(), { signal });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.leave?.abort();
  }

  /** The terminal that is seen, or null. */
  get activeTab(): TerminalTab | null {
    return this.tabElements().find((tab) => !tab.hidden) ?? null;
  }

  private tabElements(): TerminalTab[] {
    return [...this.renderRoot.querySelectorAll<TerminalTab>("terminal-tab")];
  }

  private shown(): Set<string> {
    const places = this.tabs.list.flatMap((tab) => tab.place?.terminal ?? []);
    return new Set([...places, ...this.tabElements().flatMap((tab) => tab.terminalId ?? [])]);
  }

  /** Takes up what this page showed before it was loaded again; only now it is known for whom. */
  private restore(): void {
    if (!this.restored) {
      this.restored = true;
      this.tabs.restore(takeSnapshots(sessionStorage, this.gateway.name));
      this.retitle();
    }
  }

  private keep(): void {
    if (this.restored) {
      keepSnapshots(sessionStorage, this.gateway.name, (lines) => this.tabElements().flatMap((tab) => tab.keep(lines) ?? []));
    }
  }

  private signOut(): void {
    void this.gateway.signOut((next) => {
      // What the screens show is nothing for whoever signs in next.
      this.restored = false;
      forgetSnapshots(sessionStorage);
      location.assign(next);
    });
  }

  private add(host: string, place: Place | null = null, user = ""): void {
    this.tabs.add(host, place, null, user);
    this.retitle();
  }

  private change(id: number, change: Partial<Pick<Tab, "title" | "state">>): void {
    this.tabs.change(id, change);
    this.retitle();
  }

  private close(id: number, inside = true): void {
    this.tabElements()
      .find((tab) => Number(tab.dataset["id"]) === id)
      ?.end();
    this.tabs.remove(id);
    this.select(this.tabs.active, inside);
  }

  /**
   * @param inside whether the focus goes into what the tab shows
   */
  private select(id: number, inside = true): void {
    this.tabs.select(id);
    this.retitle();
    if (id === HOSTS) {
      void this.gateway.refresh();
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
    this.renderRoot.querySelector<HTMLElement>(`#tab-${this.tabs.active}`)?.focus();
  }

  /** The tabs are not what they were. */
  private retitle(): void {
    const title = this.tabs.front?.title;
    document.title = title ? `${title} · Fairlead` : "Fairlead";
    this.requestUpdate();
  }

  private again(tab: Tab): void {
    this.tabs.remove(tab.id);
    this.add(tab.host, null, tab.user);
  }

  private async returnTo(one: RunningTerminal): Promise<void> {
    const token = await this.gateway.tokenFor(one);
    if (token !== null) {
      this.add(one.host, { terminal: one.terminal, token, output: 0, inputStart: 0, input: new Uint8Array(0) }, one.user);
    }
  }

  private key(event: KeyboardEvent): void {
    this.gateway.touch();
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
        return this.select(this.tabs.after(action) ?? HOSTS);
      case "copy":
        return;
    }
  }

  override render(): unknown {
    const { name, trouble } = this.gateway;
    return html`<header>
        <div class="brand"><img src="/assets/fairlead.svg" alt="" width="22" height="22" /><h1>Fairlead</h1></div>
        ${tabBar(this.tabs, { select: (id, inside) => this.select(id, inside), close: (id) => this.close(id, false) })} ${this.endButton()}
        <span class="soft wide">${name}</span>
        ${this.gateway.roles.includes("admin") ? html`<button class="plain" @click=${() => this.whyNot.open()}>Why not?</button>` : nothing}
        <button class="plain" @click=${() => this.help.open()}>Keys</button>
        <button class="plain" @click=${() => this.settings.open()}>Settings</button>
        <button class="plain" @click=${this.signOut}>Sign out</button>
      </header>
      ${trouble ? html`<p class="bad trouble" role="alert">${trouble}</p>` : nothing}
      <main>${this.hostsPanel()} ${repeat(this.tabs.list, (tab) => tab.id, (tab) => this.terminalPanel(tab))}</main>
      ${this.dialogs()}`;
  }

  private endButton(): unknown {
    const front = this.tabs.front;
    if (!front) {
      return nothing;
    }
    const over = front.state === "ended" || front.state === "failed";
    return html`<button class="end" @click=${() => this.close(front.id)}>${over ? "Close" : "End"}<span class="wide"> terminal</span></button>`;
  }

  private hostsPanel(): unknown {
    const { hosts, typed, problems, running, loaded } = this.gateway;
    return html`<host-list
      id="panel-${HOSTS}"
      role="tabpanel"
      aria-labelledby="tab-${HOSTS}"
      ?hidden=${this.tabs.active !== HOSTS}
      .hosts=${hosts}
      .typed=${typed}
      .problems=${problems}
      .running=${running}
      .loaded=${loaded}
      @open-host=${(event: CustomEvent<Wish>) => this.add(event.detail.host, null, event.detail.user)}
      @return-to=${(event: CustomEvent<RunningTerminal>) => void this.returnTo(event.detail)}
      @end-terminal=${(event: CustomEvent<string>) => void this.gateway.end(event.detail)}
      @stale=${() => void this.gateway.refresh()}
    ></host-list>`;
  }

  private terminalPanel(tab: Tab): unknown {
    return html`<terminal-tab
      id="panel-${tab.id}"
      data-id=${tab.id}
      role="tabpanel"
      aria-labelledby="tab-${tab.id}"
      ?hidden=${tab.id !== this.tabs.active}
      .host=${tab.host}
      .user=${tab.user}
      .place=${tab.place}
      .snapshot=${tab.snapshot}
      .preferences=${this.preferences.current}
      .graceSeconds=${this.gateway.graceSeconds}
      .traceLink=${this.gateway.traceLink}
      @title=${(event: CustomEvent<string>) => this.change(tab.id, { title: event.detail || tab.host })}
      @state=${(event: CustomEvent<string>) => this.change(tab.id, { state: event.detail })}
      @prefer=${(event: CustomEvent<Partial<Preferences>>) => this.preferences.choose(event.detail)}
      @again=${() => this.again(tab)}
    ></terminal-tab>`;
  }

  private dialogs(): unknown {
    const back = (): void => this.activeTab?.focusScreen();
    return html`<help-dialog @done=${back}></help-dialog>
      <why-not-dialog @done=${back}></why-not-dialog>
      <settings-dialog
        .preferences=${this.preferences.current}
        @prefer=${(event: CustomEvent<Partial<Preferences>>) => this.preferences.choose(event.detail)}
        @done=${back}
      ></settings-dialog>`;
  }
}
