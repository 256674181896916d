import { LitElement, css, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { State } from "./listener";
import { everySecond } from "./countdown";
import { icon } from "./icons";
import { mayTryNow, roundTrips, statusOf } from "./status";
import { controls } from "./styles";

/** Time after which a notice disappears; what must be read is shown as a note. */
const NOTICE_MS = 10_000;

/** The status line below a terminal, with the state of its connection. */
@customElement("terminal-status")
export class TerminalStatus extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: flex;
        align-items: center;
        gap: 0.9rem;
        background: var(--surface);
        --above-and-below: 0.25rem;
        padding: var(--above-and-below) 0.7rem;
        min-height: 2rem;
        border-top: 1px solid var(--line);
        font-size: 0.87rem;
      }
      /* One line: what counts here must not make the terminal above larger and smaller each second. */
      .soft {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      #state:not(.over) {
        flex-shrink: 0.001;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      /* What is said beside the state gives way first. */
      .soft {
        flex-shrink: 100;
      }
      /* Not hidden, or what is said next would not be read out. */
      #notice:empty {
        margin-left: -0.9rem;
      }
      @media (max-width: 640px) {
        :host {
          font-size: 0.8rem;
        }
        #trace {
          display: none;
        }
        /* There is room for one of both, and a connection that stands needs not be told all the time. */
        :host([says="alone"]) :is(#state, .latency) {
          display: none;
        }
        :host([says="beside"]) {
          flex-wrap: wrap;
        }
        :host([says="beside"]) #notice {
          order: -1;
          flex-basis: 100%;
        }
        :host([says]) #notice {
          text-align: left;
          white-space: normal;
          margin: 0;
        }
      }
      /* A detail has a row of its own, and the round trips, which would be cut, are in the title of the state. */
      @media (max-width: 480px) {
        #state:not(.over) {
          white-space: normal;
          overflow-wrap: anywhere;
        }
        :host([detailed]) {
          flex-wrap: wrap;
          row-gap: 0;
        }
        #detail {
          order: 1;
          flex-basis: 100%;
        }
        .latency {
          display: none;
        }
      }
      /* Above a touch keyboard. */
      @media (max-height: 450px) {
        :host {
          --above-and-below: 0.1rem;
          min-height: 1.5rem;
        }
      }
      .grow {
        flex: 1;
        text-align: right;
      }
      button,
      #trace {
        flex: none;
      }
      /* No higher than the text, though fingers find more: a button that comes or goes must not resize the terminal, and with it
         the program. xterm.js would also forget the program's margins. */
      button:not(.primary) {
        padding-block: 0;
        position: relative;
      }
      button:not(.primary)::after {
        content: "";
        position: absolute;
        inset: calc(-1 * var(--above-and-below)) 0;
      }
      /* Only where it takes long, so that nothing flickers. */
      .late {
        animation: appear 0.1s 2s both;
      }
      @keyframes appear {
        from {
          visibility: hidden;
        }
        to {
          visibility: visible;
        }
      }
      a {
        color: inherit;
      }
    `,
  ];

  @property() host = "";
  @property({ attribute: false }) connection: State = { kind: "connecting", phase: "gateway" };
  @property({ type: Boolean }) stalled = false;
  /** Since when the server has not answered, or null. */
  @property({ type: Number }) silentSince: number | null = null;
  @property({ attribute: false }) waiting = (): number => 0;
  @property({ type: Number }) graceSeconds = 0;
  @property({ attribute: false }) latency: { gateway: number; host: number | null } | null = null;
  /** The id of the server's trace of this terminal, and a URL with `{traceId}` to view it; "" for none. */
  @property() trace = "";
  @property() traceLink = "";
  /** Whether the host's files are shown already. */
  @property({ type: Boolean }) files = false;
  /** Whether the host has said something that is not shown now. */
  @property({ type: Boolean }) message = false;
  @state() private notice = "";
  @state() private now = Date.now();
  private forgetting: ReturnType<typeof setTimeout> | undefined;
  private stop: (() => void) | null = null;

  override willUpdate(changed: Map<string, unknown>): void {
    const was = changed.get("connection") as State | undefined;
    if (was && was.kind !== "connected" && this.connection.kind === "connected") {
      // The notice explained why input was refused, which no longer applies.
      this.notice = "";
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.tick(false);
    clearTimeout(this.forgetting);
  }

  /** Says something that need not be kept. */
  say(sentence: string): void {
    this.notice = sentence;
    clearTimeout(this.forgetting);
    this.forgetting = setTimeout(() => (this.notice = ""), NOTICE_MS);
  }

  override updated(): void {
    const calm = this.connection.kind === "connected" && !this.stalled && this.silentSince === null;
    this.toggleAttribute("detailed", this.renderRoot.querySelector("#detail") !== null);
    if (this.notice === "") {
      this.removeAttribute("says");
    } else {
      this.setAttribute("says", calm ? "alone" : "beside");
    }
    this.tick(this.stalled || this.silentSince !== null || this.connection.kind === "reconnecting" || this.connection.kind === "connecting");
  }

  private tick(wanted: boolean): void {
    if (wanted && !this.stop) {
      this.stop = everySecond(() => (this.now = Date.now()));
    } else if (!wanted && this.stop) {
      this.stop();
      this.stop = null;
    }
  }

  override render(): unknown {
    const status = statusOf(this.connection, {
      host: this.host,
      stalled: this.stalled,
      silentSince: this.silentSince,
      waiting: this.waiting(),
      graceSeconds: this.graceSeconds,
      // Not before the loss: the last tick may be older than the state.
      now: this.connection.kind === "reconnecting" ? Math.max(this.now, this.connection.lost) : this.now,
    });
    const connected = this.connection.kind === "connected";
    const over = this.connection.kind === "ended" ? "over" : "";
    const latency = connected && this.latency ? roundTrips(this.latency) : "";
    return html`<span id="state" class="${status.tone} ${over}" role="status" title=${[status.text, latency].filter(Boolean).join(" · ")}>${status.text}</span>
      ${status.detail ? html`<span id="detail" class="soft" title=${status.detail}>${status.detail}</span>` : nothing}
      ${latency ? html`<span class="soft latency">${latency}</span>` : nothing}
      ${this.trace ? this.traced() : nothing}
      <span class="grow soft" id="notice" title=${this.notice} role="status">${this.notice}</span>
      ${this.message ? html`<button class="plain" @click=${() => this.dispatchEvent(new CustomEvent("message"))}>${icon("message")}Host message</button>` : nothing}
      ${(connected || filesOffered(this.connection)) && !this.files ? html`<button id="files" class="plain" @click=${this.openFiles}>${icon("files")}Files</button>` : nothing}
      ${mayTryNow(this.connection, this.silentSince)
        ? html`<button id="now" class=${this.connection.kind === "connecting" ? "late" : ""} @click=${this.tryNow}>Try now</button>`
        : nothing}
      ${this.connection.kind === "ended" ? html`<button class="primary" @click=${this.again}>Open a new terminal</button>` : nothing}`;
  }

  private traced(): unknown {
    const text = `trace ${this.trace.slice(0, 8)}`;
    const title = `Trace ${this.trace}`;
    return this.traceLink
      ? html`<a id="trace" href=${this.traceLink.replace("{traceId}", this.trace)} title=${title} target="_blank" rel="noreferrer">${text}</a>`
      : html`<span id="trace" class="soft" title=${title}>${text}</span>`;
  }

  private openFiles(): void {
    this.dispatchEvent(new CustomEvent("files"));
  }

  private tryNow(): void {
    this.dispatchEvent(new CustomEvent("try-now"));
  }

  private again(): void {
    this.dispatchEvent(new CustomEvent("again"));
  }
}

/** Whether there is no shell, but the account's files may be accessible. */
function filesOffered(connection: State): boolean {
  return connection.kind === "ended" ? connection.ended.offer === "files" : connection.kind === "failed" && connection.offer === "files";
}
