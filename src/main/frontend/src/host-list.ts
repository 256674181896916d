import { LitElement, css, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { Host, RunningTerminal } from "./api";
import { duration, everySecond } from "./countdown";
import { reachText } from "./reach";
import { controls } from "./styles";

/** The machines one may reach, and the terminals that are still running. */
@customElement("host-list")
export class HostList extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: block;
        max-width: 46rem;
        margin: 0 auto;
        padding: 1.25rem 1rem 3rem;
      }
      h2 {
        font-size: 1.05rem;
        margin: 1.5rem 0 0.6rem;
      }
      input[type="search"] {
        width: 100%;
        padding: 0.55rem 0.7rem;
      }
      ul {
        list-style: none;
        margin: 0.6rem 0;
        padding: 0;
        display: grid;
        gap: 0.4rem;
      }
      .host {
        width: 100%;
        text-align: left;
        display: flex;
        flex-wrap: wrap;
        gap: 0.15rem 0.9rem;
        align-items: baseline;
        padding: 0.65rem 0.8rem;
      }
      .name {
        font-weight: 600;
      }
      .soft {
        overflow-wrap: anywhere;
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
      .running {
        display: flex;
        flex-wrap: wrap;
        gap: 0.4rem 0.8rem;
        align-items: center;
        border: 1px solid var(--edge);
        border-left: 3px solid var(--accent);
        border-radius: var(--radius);
        background: var(--surface);
        padding: 0.5rem 0.8rem;
      }
      .running .soft {
        flex: 1 1 14rem;
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
        background: var(--ground);
        border: 1px solid var(--edge);
        border-radius: var(--radius);
        padding: 0.7rem;
      }
    `,
  ];

  @property({ attribute: false }) hosts: Host[] = [];
  @property({ attribute: false }) problems: string[] = [];
  /** With `secondsLeft` as of when it was set. */
  @property({ attribute: false }) running: RunningTerminal[] = [];
  @property({ type: Boolean }) loaded = false;
  @state() private sought = "";
  @state() private now = Date.now();
  private since = Date.now();
  private stop: (() => void) | null = null;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop?.();
    this.stop = null;
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has("running")) {
      this.since = this.now = Date.now();
    }
  }

  override updated(): void {
    const counts = this.running.some((one) => one.secondsLeft !== null);
    if (counts && !this.stop) {
      this.stop = everySecond(() => this.tick());
    } else if (!counts && this.stop) {
      this.stop();
      this.stop = null;
    }
  }

  private tick(): void {
    this.now = Date.now();
    if (this.running.some((one) => one.secondsLeft !== null && this.left(one.secondsLeft) < 0)) {
      this.tell("stale", null);
    }
  }

  private left(secondsLeft: number): number {
    return secondsLeft - (this.now - this.since) / 1000;
  }

  override render(): unknown {
    return html`${this.problems.map((problem) => html`<p class="problem" role="alert">${problem}</p>`)}
    ${this.runningTerminals()}
    <h2 id="hosts">Hosts</h2>
    ${this.loaded && this.hosts.length === 0 ? this.howToAdd() : this.list()}`;
  }

  private list(): unknown {
    const words = this.sought.toLowerCase().split(/\s+/).filter(Boolean);
    const found = this.hosts.filter((host) => {
      const text = [host.name, host.address, host.user, ...Object.entries(host.labels).flat()].join(" ").toLowerCase();
      return words.every((word) => text.includes(word));
    });
    return html`<input
        type="search"
        placeholder="Search by name, address, user or label"
        aria-label="Search hosts"
        .value=${this.sought}
        @input=${(event: Event) => (this.sought = (event.target as HTMLInputElement).value)}
      />
      <ul aria-labelledby="hosts">
        ${found.map(
          (host) => html`<li>
            <button class="host" @click=${() => this.tell("open-host", host.name)}>
              <span class="name">${host.name}</span>
              <span class="soft mono">${host.user}@${host.address}${host.port === 22 ? "" : `:${host.port}`}</span>
              ${Object.entries(host.labels).map(([key, value]) => html`<span class="label">${key}: ${value}</span>`)}
              <span class="soft">${host.authentication}</span>
              ${host.probe ? html`<span class=${host.probe.up ? "reach" : "reach bad"}>${reachText(host.probe, new Date())}</span>` : nothing}
            </button>
          </li>`,
        )}
      </ul>
      ${found.length === 0 && this.hosts.length > 0
        ? html`<p class="soft" role="status">No host matches “${this.sought}”.</p>`
        : nothing}`;
  }

  private runningTerminals(): unknown {
    const count = this.running.length;
    if (count === 0) {
      return nothing;
    }
    return html`<h2>${count === 1 ? "1 terminal is" : `${count} terminals are`} still running</h2>
      <ul>
        ${this.running.map(
          (one) => html`<li class="running">
            <span class="name">${one.host}</span>
            <span class="soft"
              >since ${new Date(one.openedAt).toLocaleString([], { dateStyle: "medium", timeStyle: "short" })} ·
              ${one.secondsLeft === null ? "open in another place" : `kept for ${duration(this.left(one.secondsLeft))}`}</span
            >
            <button class="primary" @click=${() => this.tell("return-to", one)}>${one.attached ? "Take over" : "Return"}</button>
            <button @click=${() => this.tell("end-terminal", one.terminal)}>End</button>
          </li>`,
        )}
      </ul>`;
  }

  private howToAdd(): unknown {
    return html`<p>There is no host yet. Add one in <code>hosts.yaml</code> in the server's configuration folder; it is read as soon as it is saved:</p>
      <pre tabindex="0" aria-label="Example of hosts.yaml">
hosts:
  - name: web-1
    address: web-1.example.com
    user: deploy
    authentication:
      - key: /etc/fairlead/id_ed25519</pre
      >
      <p>Or start the server with <code>AWS_HOSTNAME</code> and <code>AWS_USERNAME</code> in its environment.</p>`;
  }

  private tell(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
