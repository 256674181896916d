import type { ReactiveController, ReactiveControllerHost } from "lit";
import * as api from "./api";

const KEEP_ALIVE_MS = 5 * 60_000;
const REFRESH_MS = 15_000;
/** The server's default, used until the server has sent its value. */
const GRACE_SECONDS = 30 * 60;

/** What the gateway needs of the page around it. */
interface GatewayContext {
  /** Whether its lists are visible and must be kept up to date. */
  listsShown(): boolean;
  /** The terminals that this page shows. */
  shown(): ReadonlySet<string>;
  /** Whether anything is open here. Then the page is not redirected to the sign-in page by itself. */
  inUse(): boolean;
  /** Called when it is known who is signed in. */
  known(): void;
}

/** The last known state of the server: who is signed in, the hosts, the terminals that run elsewhere. Refreshes itself. */
export class Gateway implements ReactiveController {
  name = "";
  traceLink = "";
  roles: string[] = [];
  hosts: api.Host[] = [];
  /** Whether hosts may be typed by hand. */
  typed = false;
  problems: string[] = [];
  /** Those that this page does not show. */
  running: api.RunningTerminal[] = [];
  graceSeconds = GRACE_SECONDS;
  /** Whether terminals end with the login. */
  endAtSignOut = true;
  loaded = false;
  /** Why the last request to the server failed; "" if it did not. */
  trouble = "";
  /** The login has ended, and there are terminals here that the person may want back. */
  signedOut = false;
  private used = true;
  private timers: ReturnType<typeof setInterval>[] = [];
  /** The channel on which pages of this browser announce that they have signed out. */
  private readonly others = new BroadcastChannel("fairlead.signed-out");
  private readonly check = (): void => {
    if (document.visibilityState === "visible") {
      void this.renew();
    }
  };
  /** Called when a request of any part of the page was refused because there is no login. */
  private readonly doubt = (): void => {
    if (!this.signedOut) {
      void this.renew();
    }
  };
  private renewing = false;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly context: GatewayContext,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    void this.refresh();
    this.others.onmessage = () => void this.refresh();
    document.addEventListener("visibilitychange", this.check);
    addEventListener("online", this.check);
    api.requests.addEventListener("signed-out", this.doubt);
    this.timers = [
      // Errors are shown on every tab, so they must disappear when they are over.
      setInterval(() => (this.context.listsShown() || this.trouble !== "" || this.signedOut) && void this.renew(), REFRESH_MS),
      setInterval(() => this.keepAlive(), KEEP_ALIVE_MS),
    ];
  }

  hostDisconnected(): void {
    this.timers.forEach(clearInterval);
    this.others.close();
    document.removeEventListener("visibilitychange", this.check);
    removeEventListener("online", this.check);
    api.requests.removeEventListener("signed-out", this.doubt);
  }

  /** Notes that the person is active, so that the login is kept alive. */
  touch(): void {
    this.used = true;
  }

  /** As {@link refresh}, unless a previous one is still waiting for its answer. For frequent, automatic calls. */
  async renew(): Promise<void> {
    if (!this.renewing) {
      this.renewing = true;
      try {
        await this.refresh();
      } finally {
        this.renewing = false;
      }
    }
  }

  async refresh(): Promise<void> {
    await this.trying(async () => {
      const [session, hosts, running] = await Promise.all([api.session(), api.hosts(), api.terminals()]);
      this.name = session.name;
      this.traceLink = session.traceLink ?? "";
      this.roles = session.roles;
      this.hosts = hosts.hosts;
      this.typed = hosts.typed;
      this.problems = hosts.problems;
      this.graceSeconds = running.graceSeconds;
      this.endAtSignOut = running.endAtSignOut;
      this.context.known();
      const shown = this.context.shown();
      this.running = running.terminals.filter((one) => !shown.has(one.terminal));
      this.loaded = true;
      this.trouble = "";
      this.signedOut = false;
    });
  }

  /** A token to return to a terminal that runs elsewhere, or null when that is not possible. */
  async tokenFor(one: api.RunningTerminal): Promise<string | null> {
    const answer = await api.freshToken(one.terminal);
    if (answer.kind === "token") {
      this.running = this.running.filter((other) => other.terminal !== one.terminal);
      this.host.requestUpdate();
      return answer.token;
    }
    await this.refresh();
    if (this.signedOut) {
      return null;
    }
    this.trouble = answer.kind === "refused" ? answer.message : api.UNREACHABLE;
    this.host.requestUpdate();
    return null;
  }

  async end(terminal: string): Promise<void> {
    await this.trying(async () => {
      await api.endTerminal(terminal);
      await this.refresh();
    });
  }

  /** @param left told when it is done */
  async signOut(left: (next: string) => void): Promise<void> {
    await this.trying(async () => {
      const next = await api.signOut();
      this.others.postMessage(null);
      left(next);
    });
  }

  private keepAlive(): void {
    if (this.used) {
      this.used = false;
      void this.trying(async () => void (await api.session()));
    }
  }

  private async trying(action: () => Promise<void>): Promise<void> {
    try {
      await action();
    } catch (error) {
      this.failed(error);
    }
    this.host.requestUpdate();
  }

  private failed(error: unknown): void {
    if (!(error instanceof api.SignedOutError)) {
      this.trouble = error instanceof api.RefusedError ? error.message : api.UNREACHABLE;
    } else if (this.context.inUse()) {
      this.trouble = "";
      this.signedOut = true;
    } else {
      location.assign("./");
    }
  }
}
