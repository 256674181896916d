import { LitElement, css, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { Host, RunningTerminal } from "./api";
import { hostEntry, hostEntryStyles, isSought } from "./host-entry";
import { controls, lists } from "./styles";
import "./running-terminals";
import "./typed-host";

/** So many entries are shown at once: thousands would make every key in the search slow. */
const SHOWN = 100;

/** What is to be opened, and as whom; "" for the usual account. */
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
        max-width: 46rem;
        margin: 0 auto;
        padding: 1.25rem 1rem 3rem;
      }
      input[type="search"] {
        width: 100%;
        padding: 0.55rem 0.7rem;
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
  /** Whether hosts may be typed by hand. */
  @property({ type: Boolean }) typed = false;
  @property({ attribute: false }) problems: string[] = [];
  @property({ attribute: false }) running: RunningTerminal[] = [];
  @property({ type: Boolean }) loaded = false;
  @state() private sought = "";
  @state() private most = SHOWN;
  /** Accounts that were chosen, by host. */
  private readonly chosen = new Map<string, string>();

  override render(): unknown {
    return html`${this.problems.map((problem) => html`<p class="problem" role="alert">${problem}</p>`)}
      <running-terminals .running=${this.running}></running-terminals>
      <h2 id="hosts">Hosts</h2>
      ${this.typed ? html`<typed-host @open=${(event: CustomEvent<string>) => this.open(event.detail, "")}></typed-host>` : nothing}
      ${this.loaded && this.hosts.length === 0 ? this.none() : this.list()}`;
  }

  private list(): unknown {
    const words = this.sought.toLowerCase().split(/\s+/).filter(Boolean);
    const found = this.hosts.filter((host) => isSought(host, words));
    return html`<input
        type="search"
        placeholder="Search by name, address, user or label"
        aria-label="Search hosts"
        .value=${this.sought}
        @input=${(event: Event) => this.seek((event.target as HTMLInputElement).value)}
      />
      <ul aria-labelledby="hosts">
        ${found.slice(0, this.most).map((host) => this.entry(host))}
      </ul>
      ${found.length > this.most ? this.more(found.length) : nothing}
      ${found.length === 0 && this.hosts.length > 0
        ? html`<p class="soft" role="status">No host matches “${this.sought}”.</p>`
        : nothing}`;
  }

  private entry(host: Host): unknown {
    const user = this.chosen.get(host.name) ?? host.user;
    return hostEntry(
      host,
      user,
      () => this.open(host.name, host.users ? user : ""),
      (other) => {
        this.chosen.set(host.name, other);
        this.requestUpdate();
      },
    );
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
      <button @click=${() => (this.most += SHOWN)}>show more</button></p>`;
  }

  private none(): unknown {
    return html`<p>There is no host that you may open. An administrator grants hosts in <code>policy.yaml</code>, and adds new ones
        in <code>hosts.yaml</code> in the server's configuration folder; both are read as soon as they are saved:</p>
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
