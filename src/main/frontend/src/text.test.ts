import { describe, expect, it } from "vitest";
import { hostText, pasteText, safeLink } from "./text";

describe("text from outside", () => {
  it("loses control and direction characters and is cut", () => {
    expect(hostText("a\u001b[31m\u202eb<img onerror=x>\u0007")).toBe("a[31mb<img onerror=x>");
    expect(hostText("😀".repeat(300))).toBe("😀".repeat(256));
  });

  it("keeps tabs and lines of a paste and nothing that presses keys", () => {
    expect(pasteText("a\tb\r\nc\u0003\u001b[201~\u009bd")).toBe("a\tb\nc[201~d");
  });

  it.each(["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "nonsense", `https://x/${"a".repeat(5000)}`])(
    "does not open %s",
    (uri) => {
      expect(safeLink(uri)).toBeNull();
    },
  );

  it("opens web and mail addresses", () => {
    expect(safeLink("https://example.com/a?b")).toBe("https://example.com/a?b");
    expect(safeLink("mailto:ops@example.com")).toBe("mailto:ops@example.com");
  });
});
