import type { Core, Link, ScreenBuffer } from "./core";

/**
 * An OSC 8 link: the number by which cells refer to it, and the lines that keep it alive: in the normal screen, in the alternate
 * screen, and in screens that a full reset (RIS) has replaced.
 */
export type LinkState = [number: number, link: Link, normal: number[], alternate: number[], replaced: number[]];

/** A number that no link has, for cells whose link no longer exists. */
const GONE = -1;

/**
 * @param first the first line of the normal screen that is kept
 */
export function readLinks(core: Core, first: number): LinkState[] {
  const { normal, alt } = core._bufferService.buffers;
  return [...core._oscLinkService._dataByLinkId.values()].map(({ id, data, lines }) => {
    const on = (buffer: ScreenBuffer, from: number): number[] =>
      lines.filter((marker) => buffer.markers.includes(marker) && marker.line >= from).map((marker) => marker.line - from);
    const replaced = lines.filter((marker) => !normal.markers.includes(marker) && !alt.markers.includes(marker)).map((marker) => marker.line);
    return [id, { uri: data.uri, ...(data.id !== undefined && { id: data.id }) }, on(normal, first), on(alt, 0), replaced];
  });
}

/** Creates the links again and maps old numbers to new ones. */
export class Links {
  private readonly numbers = new Map<number, number>([[0, 0]]);

  constructor(
    private readonly core: Core,
    private readonly links: readonly LinkState[],
  ) {}

  /** Registers the links on the lines of a screen that is active and filled. */
  put(buffer: ScreenBuffer): void {
    const { buffers } = this.core._bufferService;
    for (const [number, link, normal, alternate] of this.links) {
      for (const line of buffer === buffers.normal ? normal : alternate) {
        const known = this.numbers.get(number);
        if (known === undefined) {
          // xterm.js registers a link on the cursor's line.
          Object.assign(buffer, { ybase: 0, y: line });
          this.numbers.set(number, this.core._oscLinkService.registerLink(link));
        } else {
          this.core._oscLinkService.addLineToLink(known, line);
        }
      }
    }
  }

  /** Registers the links that only replaced screens keep alive; after this call all links exist. */
  putReplaced(): void {
    const service = this.core._oscLinkService;
    for (const [number, link, , , replaced] of this.links) {
      if (replaced.length > 0) {
        const known = this.numbers.get(number) ?? service.registerLink(link);
        const lines = service._dataByLinkId.get(known)?.lines;
        const ofTheCursor = this.numbers.has(number) ? undefined : lines?.[0];
        lines?.push(...replaced.map((line) => ({ line, dispose: () => undefined })));
        ofTheCursor?.dispose();
        this.numbers.set(number, known);
      }
    }
  }

  /** The new number of a link. */
  number(before: number): number {
    return this.numbers.get(before) ?? GONE;
  }
}
