import { refuseFiles } from "./file-drags";
import { FocusKeeper, deepFocus, takesText } from "./focus";
import { LitElement, html, nothing } from "lit";
import { customElement, query } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { RunningTerminal } from "./api";
import { appStyles } from "./app-styles";
import { ChosenPreferences } from "./chosen-preferences";
import type { ConfirmDialog } from "./confirm-dialog";
import type { Place } from "./terminal-session";
import { Endings } from "./endings";
import { Gateway } from "./gateway";
import type { HelpDialog } from "./help-dialog";
import { icon, type IconName } from "./icons";
import { HOSTS, OpenTabs, type Heard, type Tab } from "./open-tabs";
import { lossQuestion } from "./loss-question";
import type { Preferences } from "./preferences";
import type { HostList, Wish } from "./host-list";
import type { SettingsDialog } from "./settings-dialog";
import { actionOf, isUndo, type Action } from "./shortcuts";
import { forgetSnapshots, keepSnapshots, takeSnapshots } from "./snapshots";
import { tabBar } from "./tab-bar";
import { TabRow } from "./tab-row";
import type { TerminalTab } from "./terminal-tab";
import { keepVisibleHeight } from "./visible-height";
import type { WhyNotDialog } from "./why-not-dialog";
import "./confirm-dialog";
import "./ending-bar";
import "./help-dialog";
import "./host-list";
import "./settings-dialog";
import "./signed-out-dialog";
import "./terminal-tab";
import "./why-not-dialog";

/** The page: hosts, and a terminal per tab. */
@customElement("fairlead-app")
export class FairleadApp extends LitElement {
  static override styles = appStyles;

  @query("settings-dialog") private settings!: SettingsDialog;
  @query("help-dialog") private help!: HelpDialog;
  @query("why-not-dialog") private whyNot!: WhyNotDialog;
  @query("confirm-dialog") private confirming!: ConfirmDialog;
  @query("host-list") private hostList!: HostList;
  @query(".tabs") private row!: HTMLElement;
  private readonly preferences = new ChosenPreferences(this);
  private readonly tabs = new OpenTabs();
  private readonly tabRow = new TabRow(() => this.requestUpdate());
  private readonly gateway = new Gateway(this, {
    listsShown: () => this.tabs.active === HOSTS,
    shown: () => this.shown(),
    inUse: () => this.tabs.list.length > 0,
    known: () => this.restore(),
  });
  private readonly endings = new Endings(() => this.requestUpdate());
  /** Terminals elsewhere that are about to end. */
  private readonly ended = new Set<string>();
  private restored = false;
  private leave: AbortController | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.leave = new AbortController();
    const signal = this.leave.signal;
    addEventListener("keydown", (event) => this.key(event), { signal });
    addEventListener("pagehide", () => this.left(), { signal });
    addEventListener("beforeunload", (event) => this.ask(event), { signal });
    addEventListener("resize", () => this.tabRow.resized(this.row, this.tabs.list.length), { signal });
    keepVisibleHeight(signal);
    refuseFiles(window, signal);
    const keeper = new FocusKeeper();
    signal.addEventListener("abort", () => keeper.stop());
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
    return new Set([...places, ...this.ended, ...this.tabElements().flatMap((tab) => tab.terminalId ?? [])]);
  }

  /** Restores what this page showed before a reload. Not earlier, because the person must be known. */
  private restore(): void {
    if (!this.restored) {
      this.restored = true;
      this.tabs.restore(takeSnapshots(sessionStorage, this.gateway.name));
      this.retitle();
      void this.updateComplete.then(() => this.enter());
    }
  }

  override updated(): void {
    this.tabRow.measure(this.row, this.tabs.list.length);
  }

  /** Focuses the active tab, or the list of hosts; never a shell, which would run the next keys. */
  takeFocus(): boolean {
    if (this.activeTab) {
      this.focusTab();
    } else {
      this.enter();
    }
    return true;
  }

  /** Moves the focus into what the active tab shows. */
  private enter(): void {
    if (!(this.activeTab?.takeFocus() ?? (this.tabs.active === HOSTS && this.hostList.takeFocus()))) {
      this.focusTab();
    }
  }

  private left(): void {
    this.endings.all();
    this.keep();
  }

  /** Makes the browser ask, in its own words, before the page is left while files are transferred or used shells run. */
  private ask(event: BeforeUnloadEvent): void {
    const tabs = this.tabElements();
    const used = this.preferences.current.askBeforeLeaving && tabs.some((tab) => tab.used);
    if (this.restored && (used || tabs.some((tab) => tab.transferring))) {
      event.preventDefault();
    }
  }

  /**
   * Runs an action that aborts the transfers of these tabs, after a confirmation if there are any. Every way to leave them goes
   * through here, or through {@link ask} where the browser asks.
   *
   * @param deed the action's name, as on its button
   * @param running terminals that it ends and that cannot be brought back
   */
  private async breakOff(tabs: readonly (TerminalTab | undefined)[], deed: string, go: () => void, running = 0): Promise<void> {
    const hosts = tabs.flatMap((tab) => (tab?.transferring ? tab.host : []));
    const question = lossQuestion(hosts, deed, running);
    if (!question || (await this.confirming.ask(question.heading, question.text, deed, question.no))) {
      go();
    }
  }

  private keep(): void {
    if (this.restored) {
      keepSnapshots(sessionStorage, this.gateway.name, (lines) => this.tabs.list.flatMap((tab) => this.element(tab.id)?.keep(lines) ?? []));
    }
  }

  private signOut(): void {
    const here = this.tabs.list.filter((tab) => tab.state === "connected" || tab.state === "reconnecting").length;
    const running = this.gateway.endAtSignOut ? here + this.gateway.running.length : 0;
    void this.breakOff(this.tabElements(), "Sign out", () => this.signOutNow(), running);
  }

  private signOutNow(): void {
    void this.gateway.signOut((next) => {
      // The next person to sign in must not see what the screens show.
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
    if (change.state === "failed") {
      // Perhaps because the login has ended.
      void this.gateway.refresh();
    }
  }

  private hear(id: number, heard: Heard): void {
    if (this.tabs.hear(id, heard)) {
      this.retitle();
    }
  }

  private close(id: number, inside = true): void {
    void this.breakOff([this.element(id)], "Close the terminal", () => this.closeNow(id, inside));
  }

  private closeNow(id: number, inside: boolean): void {
    const tab = this.tabs.list.find((one) => one.id === id);
    const front = this.tabs.active === id;
    if (tab?.state === "connected" || tab?.state === "reconnecting") {
      this.tabs.conceal(id);
      this.endings.begin(tab.name, () => this.end(id), () => this.reveal(id));
    } else {
      this.end(id);
    }
    // Otherwise the shell that has become active would run the next key.
    this.select(this.tabs.active, inside && (!front || this.tabs.active === HOSTS));
  }

  private end(id: number): void {
    this.element(id)?.end();
    this.tabs.remove(id);
    this.retitle();
  }

  private reveal(id: number): void {
    this.tabs.reveal(id);
    this.select(id);
  }

  private element(id: number): TerminalTab | undefined {
    return this.tabElements().find((tab) => Number(tab.dataset["id"]) === id);
  }

  /** Ends a terminal that this page does not show. */
  private endElsewhere(terminal: string): void {
    const one = this.gateway.running.find((other) => other.terminal === terminal);
    const again = (): void => void this.gateway.refresh();
    this.ended.add(terminal);
    this.endings.begin(one?.host ?? "", () => void this.gateway.end(terminal).finally(() => this.ended.delete(terminal)), () => {
      this.ended.delete(terminal);
      again();
    });
    again();
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
      if (inside) {
        this.enter();
      } else {
        this.focusTab();
      }
    });
  }

  private focusTab(): void {
    this.renderRoot.querySelector<HTMLElement>(`#tab-${this.tabs.active}`)?.focus();
  }

  /** Moves the focus from the terminal to the row of tabs, from there to the controls below the terminal, and back into it. */
  private leaveScreen(): void {
    const focus = deepFocus();
    const inRow = focus !== null && this.row.contains(focus);
    const inScreen = focus?.classList.contains("xterm-helper-textarea") ?? false;
    if (inScreen || !this.activeTab) {
      this.focusTab();
    } else if (!inRow || !this.activeTab.focusControls()) {
      this.activeTab.takeFocus();
    }
  }

  /** Updates the page's title after a change of the tabs. */
  private retitle(): void {
    const front = this.tabs.front;
    const rang = this.tabs.list.some((tab) => tab.heard === "bell") ? "🔔 " : "";
    document.title = rang + (front ? `${front.title || front.name} · Fairlead` : "Fairlead");
    this.requestUpdate();
  }

  private again(tab: Tab): void {
    void this.breakOff([this.element(tab.id)], "Open a new terminal", () => {
      this.tabs.remove(tab.id);
      this.add(tab.host, null, tab.user);
    });
  }

  private closeFiles(tab: TerminalTab | undefined): void {
    void this.breakOff([tab], "Close files", () => tab?.closeFiles());
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
    const last = this.endings.list.at(-1);
    const inDialog = event.composedPath().some((one) => one instanceof HTMLDialogElement && one.matches(":modal"));
    if (action !== null && action !== "copy" && !inDialog) {
      event.preventDefault();
      this.act(action);
    } else if (last && !inDialog && isUndo(event) && !takesText(deepFocus())) {
      event.preventDefault();
      this.endings.undo(last.id);
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
        return this.leaveScreen();
      case "next":
      case "previous":
        return this.select(this.tabs.after(action) ?? HOSTS);
      case "copy":
        return;
    }
  }

  override render(): unknown {
    const { name, trouble } = this.gateway;
    return html`<header class="${this.tabs.list.length > 2 ? "busy" : ""} ${this.tabRow.crowded ? "crowded" : ""}">
        <div class="brand"><img src="assets/fairlead.svg" alt="" width="20" height="20" /><h1>Fairlead</h1></div>
        ${tabBar(this.tabs, this.tabRow.crowded, { select: (id, inside) => this.select(id, inside), close: (id, inside) => this.close(id, inside) })}
        ${this.endButton()}
        <span class="soft person" title="Signed in as ${name}">${name}</span>
        ${this.gateway.roles.includes("admin") ? this.tool("question", "Why not?", () => this.whyNot.open()) : nothing}
        ${this.tool("keys", "Keys", () => this.help.open())} ${this.tool("settings", "Settings", () => this.settings.open())}
        ${this.tool("leave", "Sign out", () => this.signOut())}
      </header>
      ${trouble ? html`<p class="bad trouble" role="alert">${trouble}</p>` : nothing}
      <main>${this.hostsPanel()} ${repeat(this.tabs.all, (tab) => tab.id, (tab) => this.terminalPanel(tab))}</main>
      <ending-bar
        .endings=${this.endings.list}
        @undo=${(event: CustomEvent<number>) => this.endings.undo(event.detail)}
        @now=${(event: CustomEvent<number>) => this.endings.now(event.detail)}
      ></ending-bar>
      ${this.dialogs()}`;
  }

  private endButton(): unknown {
    const front = this.tabs.front;
    if (!front) {
      return nothing;
    }
    const over = front.state === "ended" || front.state === "failed";
    return this.tool(over ? "close" : "stop", over ? "Close terminal" : "End terminal", () => this.close(front.id));
  }

  private tool(picture: IconName, label: string, act: () => void): unknown {
    return html`<button class="plain tool tool-${picture}" aria-label=${label} title=${label} @click=${act}>
      ${icon(picture)}<span class="wide">${label}</span>
    </button>`;
  }

  private hostsPanel(): unknown {
    const { hosts, typed, problems, running, loaded } = this.gateway;
    return html`<div id="panel-${HOSTS}" class="scroll" role="tabpanel" aria-labelledby="tab-${HOSTS}" ?hidden=${this.tabs.active !== HOSTS}><host-list
      .hosts=${hosts}
      .typed=${typed}
      .problems=${problems}
      .running=${running}
      .tabs=${this.tabs.names}
      .loaded=${loaded}
      @open-host=${(event: CustomEvent<Wish>) => this.add(event.detail.host, null, event.detail.user)}
      @return-to=${(event: CustomEvent<RunningTerminal>) => void this.returnTo(event.detail)}
      @end-terminal=${(event: CustomEvent<string>) => this.endElsewhere(event.detail)}
      @stale=${() => void this.gateway.renew()}
    ></host-list></div>`;
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
      .signedOut=${this.gateway.signedOut}
      @title=${(event: CustomEvent<string>) => this.change(tab.id, { title: event.detail })}
      @heard=${(event: CustomEvent<Heard>) => this.hear(tab.id, event.detail)}
      @state=${(event: CustomEvent<string>) => this.change(tab.id, { state: event.detail })}
      @prefer=${(event: CustomEvent<Partial<Preferences>>) => this.preferences.choose(event.detail)}
      @again=${() => this.again(tab)}
      @close-files=${() => this.closeFiles(this.element(tab.id))}
    ></terminal-tab>`;
  }

  private dialogs(): unknown {
    const back = (): void => this.activeTab?.focusScreen();
    return html`<help-dialog @done=${back}></help-dialog>
      <confirm-dialog></confirm-dialog>
      <why-not-dialog @done=${back}></why-not-dialog>
      <settings-dialog
        .preferences=${this.preferences.current}
        @prefer=${(event: CustomEvent<Partial<Preferences>>) => this.preferences.choose(event.detail)}
        @done=${back}
      ></settings-dialog>
      <signed-out-dialog ?shown=${this.gateway.signedOut} ?ended=${this.gateway.endAtSignOut} ?keeps=${this.tabElements().some((tab) => tab.filesOpen)}></signed-out-dialog>`;
  }
}
