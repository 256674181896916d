import { LitElement, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { fileListStyles } from "./file-list-styles";
import { ordered, turned, type Column, type Order } from "./file-order";
import type { Entry } from "./files-api";
import { icon } from "./icons";
import { byteSize } from "./rate";
import { hostText } from "./text";

/** Entries drawn at first; more are drawn on request. */
const DRAWN = 500;

/** The actions on an entry. */
export type Wish = "open" | "download" | "view" | "rename" | "delete";

const exact = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "medium" });
const thisYear = new Intl.DateTimeFormat(undefined, { month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const earlier = new Intl.DateTimeFormat(undefined, { year: "numeric", month: "short", day: "numeric" });

/** Whether an action changes the directory. */
function changes(wish: Wish): boolean {
  return wish === "rename" || wish === "delete";
}

/** As short as in `ls -l`: the time of day only for files that changed this year. */
function when(time: number): string {
  const short = new Date(time).getFullYear() === new Date().getFullYear() ? thisYear : earlier;
  return short.format(time);
}

/** The files of a directory. Dispatches `wish` with the action and the entry, and `up`. */
@customElement("file-list")
export class FileList extends LitElement {
  static override styles = fileListStyles;

  @property({ attribute: false }) entries: Entry[] = [];
  @property({ type: Boolean }) mayUpload = false;
  @property({ type: Boolean }) mayDownload = false;
  @property() filter = "";
  /** Another directory is being opened: these entries are not renamed or deleted any more. */
  @property({ type: Boolean, reflect: true }) leaving = false;
  @state() private order: Order = { by: "name", descending: false };
  @state() private drawn = DRAWN;
  /** The path of the entry whose actions are shown. */
  @state() private open = "";

  /** Puts the focus on an entry, or on the first one. */
  async focusEntry(path = ""): Promise<void> {
    await this.updateComplete;
    const at = ordered(this.entries, this.filter, this.order).findIndex((one) => one.path === path);
    if (at >= this.drawn) {
      this.drawn = at + 1;
      await this.updateComplete;
    }
    this.takeFocus(path);
  }

  /** Focuses an entry at once; false if there is none. */
  takeFocus(path = ""): boolean {
    const all = this.openers();
    const place = all.find((one) => one.dataset["path"] === path) ?? all[0];
    place?.focus();
    return place !== undefined;
  }

  /** The path of the entry that takes the place of this one when it is removed; "" for none. */
  beside(path: string): string {
    const all = this.openers().map((one) => one.dataset["path"] ?? "");
    const at = all.indexOf(path);
    return all[at + 1] ?? all[at - 1] ?? "";
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has("entries")) {
      this.drawn = DRAWN;
      this.open = "";
    }
  }

  override render(): unknown {
    const shown = ordered(this.entries, this.filter, this.order);
    return html`<table @keydown=${this.pressed}>
      <thead>
        <tr>
          ${this.column("name", "Name")} ${this.column("size", "Size")} ${this.column("modified", "Changed")}
          <th class="actions-of"><span class="unseen">Actions</span></th>
        </tr>
      </thead>
      <tbody>
        ${repeat(shown.slice(0, this.drawn), (one) => one.path, (one) => this.row(one))}
      </tbody>
    </table>
    ${shown.length > this.drawn
      ? html`<button class="more" @click=${() => (this.drawn += 10 * DRAWN)}>Show more of ${shown.length.toLocaleString()}</button>`
      : nothing}
    ${shown.length === 0 ? html`<p class="soft">${this.nothingHere()}</p>` : nothing}`;
  }

  private nothingHere(): string {
    if (this.entries.length > 0) {
      return "No name here contains this.";
    }
    return this.mayUpload ? "Nothing here. Drop files to upload them." : "Nothing here.";
  }

  private column(by: Column, title: string): unknown {
    const { order } = this;
    const sorted = order.by !== by ? "none" : order.descending ? "descending" : "ascending";
    return html`<th class=${by} aria-sort=${sorted}>
      <button class="plain" @click=${() => (this.order = turned(order, by))}>
        <span>${title}</span>${sorted === "none" ? nothing : html`<span aria-hidden="true">${order.descending ? "↓" : "↑"}</span>`}
      </button>
    </th>`;
  }

  private row(entry: Entry): unknown {
    const name = hostText(entry.name);
    const time = Date.parse(entry.modified);
    const opened = this.open === entry.path;
    return html`<tr class=${entry.kind}>
        <td class="name">${this.opener(entry, name)}</td>
        <td class="size soft">${entry.kind === "file" ? byteSize(entry.size) : ""}</td>
        <td class="modified soft" title=${time > 0 ? exact.format(time) : ""}>${time > 0 ? when(time) : ""}</td>
        <td class="actions-of">
          ${this.mayDownload && (entry.kind === "file" || entry.kind === "directory") ? this.downloader(entry, name) : nothing}
          ${this.hasMore(entry)
            ? html`<button class="plain" aria-label="More for ${name}" aria-expanded=${opened} @click=${() => (this.open = opened ? "" : entry.path)}>
                ⋯
              </button>`
            : nothing}
        </td>
      </tr>
      ${opened
        ? html`<tr class="more-of">
            <td colspan="4">
              ${entry.kind === "file" && this.mayDownload ? this.action("view", "View", entry) : nothing}
              ${this.mayUpload ? html`${this.action("rename", "Rename", entry)} ${this.action("delete", "Delete", entry)}` : nothing}
            </td>
          </tr>`
        : nothing}`;
  }

  private hasMore(entry: Entry): boolean {
    return this.mayUpload || (this.mayDownload && entry.kind === "file");
  }

  /** What the name does: a directory is entered, a text is shown. */
  private opener(entry: Entry, name: string): unknown {
    const mark = entry.kind === "directory" ? "/" : entry.kind === "link" ? " →" : "";
    const picture = entry.kind === "directory" ? "files" : entry.kind === "link" ? "link" : "file";
    const can = entry.kind === "directory" || entry.kind === "link" || (entry.kind === "file" && this.mayDownload);
    return html`<button class="plain" data-path=${entry.path} aria-disabled=${!can} @click=${() => can && this.wish("open", entry)}>
      ${icon(picture)}<span>${name}${mark}</span>
    </button>`;
  }

  private downloader(entry: Entry, name: string): unknown {
    const zip = entry.kind === "directory";
    const label = zip ? `Download ${name} as a zip file` : `Download ${name}`;
    return html`<button class="plain" aria-label=${label} title=${label} @click=${() => this.wish("download", entry)}>${zip ? "Zip" : icon("download")}</button>`;
  }

  private action(wish: Wish, text: string, entry: Entry): unknown {
    return html`<button ?disabled=${this.leaving && changes(wish)} aria-label="${text} ${hostText(entry.name)}" @click=${() => this.wish(wish, entry)}>${text}</button>`;
  }

  private wish(wish: Wish, entry: Entry): void {
    if (!this.leaving || !changes(wish)) {
      this.dispatchEvent(new CustomEvent("wish", { detail: { wish, entry } }));
    }
  }

  private openers(): HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>("button[data-path]")];
  }

  /** Arrows, Home and End move; F2 renames, Delete deletes, Backspace goes up. */
  private pressed(event: KeyboardEvent): void {
    const all = this.openers();
    const at = all.findIndex((one) => one === (event.target as HTMLElement));
    if (at < 0 || event.ctrlKey || event.altKey || event.metaKey) {
      return;
    }
    const entry = this.entries.find((one) => one.path === all[at]?.dataset["path"]);
    const moves: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 };
    const to = moves[event.key];
    if (to !== undefined) {
      all[Math.max(0, Math.min(all.length - 1, to))]?.focus();
    } else if (event.key === "Backspace") {
      this.dispatchEvent(new CustomEvent("up"));
    } else if (entry && this.mayUpload && event.key === "F2") {
      this.wish("rename", entry);
    } else if (entry && this.mayUpload && event.key === "Delete") {
      this.wish("delete", entry);
    } else {
      return;
    }
    event.preventDefault();
  }
}
