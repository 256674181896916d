import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseServerMessage, traceId } from "./protocol";

describe("traceId", () => {
  it("is what stands between the version and the span", () => {
    expect(traceId("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")).toBe("0af7651916cd43dd8448eb211c80319c");
  });

  it.each([undefined, "", "00-1-2-01", "00-0af7651916cd43dd8448eb211c80319c/x-b7ad6b7169203331-01"])("is none in %s", (text) => {
    expect(traceId(text)).toBe("");
  });
});

describe("parseServerMessage", () => {
  it("reads what the protocol names", () => {
    expect(parseServerMessage('{"type":"pong","t":1.5,"ssh":null}')).toEqual({ type: "pong", t: 1.5, ssh: null });
    expect(parseServerMessage('{"type":"ack","input":7,"traceparent":"00-1-2-01"}')).toMatchObject({ input: 7 });
  });

  it.each(["", "null", "7", "{}", '{"type":"shout"}', '{"type":"ack"}', '{"type":"ack","input":"7"}', '{"type":"pong","t":1}'])(
    "ignores %s",
    (text) => {
      expect(parseServerMessage(text)).toBeNull();
    },
  );

  it("knows every message that docs/PROTOCOL.md gives the server", () => {
    const page = readFileSync("../../../docs/PROTOCOL.md", "utf8");
    const table = page.slice(page.indexOf("### From the server"), page.indexOf("### Output"));
    const named = [...table.matchAll(/^\| `([a-z-]+)` \|/gm)].map((match) => match[1]);
    const known = readFileSync("src/protocol.ts", "utf8");
    expect(named.length).toBeGreaterThan(8);
    for (const name of named) {
      expect(known).toMatch(new RegExp(`^  "?${name}"?: \\{`, "m"));
    }
  });
});
