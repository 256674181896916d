import { describe, expect, it } from "vitest";
import { traceId } from "./protocol";
import { Trace } from "./trace";

describe("a trace of the page", () => {
  it("is one trace with a span for each message, as W3C Trace Context writes it", () => {
    const trace = new Trace();
    const parents = Array.from({ length: 100 }, () => trace.next());
    parents.forEach((parent) => expect(parent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/));
    expect(new Set(parents.map(traceId)).size).toBe(1);
    expect(new Set(parents).size).toBe(100);
  });

  it("is nobody else's", () => {
    expect(traceId(new Trace().next())).not.toBe(traceId(new Trace().next()));
  });
});
