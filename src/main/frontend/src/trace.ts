/** A trace of the page's own (W3C Trace Context, version 00), which the server's spans join. */
export class Trace {
  private readonly id = hex(16);

  /** The `traceparent` of one more message: a new span of the same trace, which asks to be kept. */
  next(): string {
    return `00-${this.id}-${hex(8)}-01`;
  }
}

function hex(length: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(length));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
