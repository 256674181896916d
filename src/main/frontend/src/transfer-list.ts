import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { controls } from "./styles";
import { hostText } from "./text";
import { offers } from "./transfer-offers";
import { counted, failedFirst, told } from "./transfer-text";
import type { Job } from "./job";

/** The transfers with their progress, rate and remaining time. */
@customElement("transfer-list")
export class TransferList extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: block;
      }
      ul {
        list-style: none;
        margin: 0;
        padding: 0.4rem 0.7rem;
        border-top: 1px solid var(--line);
        display: grid;
        gap: 0.5rem;
      }
      li {
        display: grid;
        grid-template-columns: 1fr auto;
        gap: 0.1rem 0.5rem;
        align-items: center;
      }
      .name {
        overflow-wrap: anywhere;
      }
      .head {
        position: sticky;
        top: 0;
        display: flex;
        flex-wrap: wrap;
        gap: 0 0.5rem;
        align-items: center;
        padding: 0.3rem 0.7rem;
        border-top: 1px solid var(--line);
        background: var(--surface);
      }
      .head + ul {
        border-top: 0;
        padding-top: 0;
      }
      .count {
        flex: 1 0 auto;
        max-width: 100%;
        font-variant-numeric: tabular-nums;
      }
      .head button {
        margin-inline-start: auto;
      }
      /* What has the focus is scrolled to below the counts, which stay. */
      li button {
        scroll-margin-block: 2.75rem 0.3rem;
      }
      progress,
      .told {
        grid-column: 1 / -1;
        width: 100%;
      }
      .told {
        overflow-wrap: anywhere;
        font-size: 0.85em;
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  /** A new array after each change. */
  @property({ attribute: false }) jobs: Job[] = [];
  /** The index of the line that had the focus last. */
  private reached = 0;
  /** What has the focus before an update. */
  private focused: Element | null = null;

  /** Focuses the line that took the place of a removed one; false if there is none. */
  takeFocus(): boolean {
    const lines = this.renderRoot.querySelectorAll("li");
    const place = lines[Math.min(this.reached, lines.length - 1)]?.querySelector("button");
    place?.focus();
    return place instanceof HTMLElement;
  }

  override willUpdate(): void {
    this.focused = this.shadowRoot?.activeElement ?? null;
  }

  /** A line that is moved would lose the focus. */
  override updated(): void {
    if (this.focused?.isConnected && this.focused !== this.shadowRoot?.activeElement) {
      (this.focused as HTMLElement).focus();
    }
  }

  override render(): unknown {
    return this.jobs.length === 0
      ? nothing
      : html`${this.head()}
          <ul aria-label="Transfers">${repeat(failedFirst(this.jobs), (job) => job.id, (job, at) => this.line(job, at))}</ul>`;
  }

  /** The counts, and buttons for all transfers at once; always in sight, because the lines may be many. */
  private head(): unknown {
    const count = counted(this.jobs);
    if (count === "") {
      return nothing;
    }
    const done = this.jobs.filter((job) => job.state === "done").length;
    const taken = this.jobs.filter(isTaken).length;
    return html`<div class="head">
      <span class="count">${count}</span>
      ${taken < 2 ? nothing : this.all("replace-all", `Replace all ${taken} existing files`)}
      ${done < 2 ? nothing : this.all("forget-done", `Dismiss ${done} finished transfers`)}
    </div>`;
  }

  private all(event: string, text: string): unknown {
    return html`<button class="plain" @click=${() => this.dispatchEvent(new CustomEvent(event))}>${text}</button>`;
  }

  private line(job: Job, at: number): unknown {
    const name = hostText(job.name);
    const known = job.size > 0;
    return html`<li @focusin=${() => (this.reached = at)}>
      <span class="name">${job.direction === "upload" ? "↑" : "↓"} ${name}</span>
      <span>
        ${offers(job).map(({ event, text }) => this.button(event, text, job))}
      </span>
      ${job.state === "moving" && known
        ? html`<progress aria-label="${name}" max=${job.size} value=${job.bytes}></progress>`
        : nothing}
      <span class="told soft"><span class=${job.state === "failed" ? "bad" : ""}>${told(job)}</span>${job.to ? html` · to ${hostText(job.to, 4096)}` : nothing}</span>
    </li>`;
  }

  private button(event: string, text: string, job: Job): unknown {
    return html`<button
      class="plain"
      aria-label="${text} ${hostText(job.name)}"
      @click=${() => this.dispatchEvent(new CustomEvent(event, { detail: job.id }))}
    >
      ${text}
    </button>`;
  }
}

/** Whether it failed because a file has its name, so that the person decides. */
function isTaken(job: Job): boolean {
  return job.state === "failed" && job.remedy === "replace";
}
