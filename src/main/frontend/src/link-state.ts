import type { Core, Link, ScreenBuffer } from "./core";

/**
 * A link of OSC 8: the number by which cells name it, and the lines that keep it alive: in the normal screen, in the
 * alternate one, and in screens that a full reset (RIS) has replaced.
 */
export type LinkState = [number: number, link: Link, normal: number[], alternate: number[], replaced: number[]];

/** A number that no link has: cells may outlive theirs. */
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

/** Makes links again, and knows their numbers. */
export class Links {
  private readonly numbers = new Map<number, number>([[0, 0]]);

  constructor(
    private readonly core: Core,
    private readonly links: readonly LinkState[],
  ) {}

  /** Puts the links on the lines of a screen that is shown and filled. */
  put(buffer: ScreenBuffer): void {
    const { buffers } = this.core._bufferService;
    for (const [number, link, normal, alternate] of this.links) {
      for (const line of buffer === buffers.normal ? normal : alternate) {
        const known = this.numbers.get(number);
        if (known === undefined) {
          // Registered on the line of the cursor.
          Object.assign(buffer, { ybase: 0, y: line });
          this.numbers.set(number, this.core._oscLinkService.registerLink(link));
        } else {
          this.core._oscLinkService.addLineToLink(known, line);
        }
      }
    }
  }

  /** Keeps the links alive that screens did which are no more; afterwards all links are there. */
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

  /** The number that a link has now. */
  number(before: number): number {
    return this.numbers.get(before) ?? GONE;
  }
}
