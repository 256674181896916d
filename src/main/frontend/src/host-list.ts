import { LitElement, css, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { Host, RunningTerminal } from "./api";
import { hostEntry, hostEntryStyles, isSought } from "./host-entry";
import { controls, lists } from "./styles";
import "./running-terminals";

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
  @property({ attribute: false }) problems: string[] = [];
  @property({ attribute: false }) running: RunningTerminal[] = [];
  @property({ type: Boolean }) loaded = false;
  @state() private sought = "";

  override render(): unknown {
    return html`${this.problems.map((problem) => html`<p class="problem" role="alert">${problem}</p>`)}
      <running-terminals .running=${this.running}></running-terminals>
      <h2 id="hosts">Hosts</h2>
      ${this.loaded && this.hosts.length === 0 ? this.howToAdd() : this.list()}`;
  }

  private list(): unknown {
    const words = this.sought.toLowerCase().split(/\s+/).filter(Boolean);
    const found = this.hosts.filter((host) => isSought(host, words));
    return html`<input
        type="search"
        placeholder="Search by name, address, user or label"
        aria-label="Search hosts"
        .value=${this.sought}
        @input=${(event: Event) => (this.sought = (event.target as HTMLInputElement).value)}
      />
      <ul aria-labelledby="hosts">
        ${found.map((host) => hostEntry(host, () => this.dispatchEvent(new CustomEvent("open-host", { detail: host.name }))))}
      </ul>
      ${found.length === 0 && this.hosts.length > 0
        ? html`<p class="soft" role="status">No host matches “${this.sought}”.</p>`
        : nothing}`;
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
}
