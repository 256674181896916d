import { describe, expect, it } from "vitest";
import { hostLines, hostText, linkTarget, pasteText, safeLink, severalLines } from "./text";

describe("text from a host", () => {
  it("loses control and direction characters and is cut", () => {
    expect(hostText("a\u001b[31m\u202eb<img onerror=x>\u0007")).toBe("a[31mb<img onerror=x>");
    expect(hostText("😀".repeat(300))).toBe("😀".repeat(256));
  });

  it("keeps its lines where it may have several", () => {
    expect(hostLines("one\r\ntwo\u001b[2J\u202e\n\tthree\n\n")).toBe("one\ntwo[2J\n    three");
    expect(hostLines("1. Push\r2. Code\u2028\u061cPasscode: ")).toBe("1. Push\n2. Code\nPasscode:");
  });
});

describe("a paste", () => {
  it("keeps tabs and lines and nothing that presses keys", () => {
    expect(pasteText("a\tb\r\nc\u0003\u001b[201~\u009bd\re")).toBe("a\tb\nc[201~d\ne");
  });

  it("keeps its controls where a person wants that, but never ends the paste itself", () => {
    expect(pasteText("a\u0003\u001b[31m", true)).toBe("a\u0003\u001b[31m");
    expect(pasteText("a\u001b[201~b\u009b200~c", true)).toBe("abc");
    expect(pasteText("\u001b[20\u001b[201~1~x", true)).toBe("x");
  });

  it("has several lines when something follows the first one", () => {
    expect(severalLines("ls\n")).toBe(false);
    expect(severalLines("ls\nrm x")).toBe(true);
  });
});

describe("a link", () => {
  it.each(["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "nonsense", `https://x/${"a".repeat(5000)}`])(
    "is not opened: %s",
    (uri) => {
      expect(safeLink(uri)).toBeNull();
      expect(linkTarget(uri)).toContain("Not opened by Fairlead");
    },
  );

  it("is opened for web and mail addresses", () => {
    expect(safeLink("https://example.com/a?b")).toBe("https://example.com/a?b");
    expect(safeLink("mailto:ops@example.com")).toBe("mailto:ops@example.com");
  });

  it("shows the host that it really leads to", () => {
    expect(linkTarget("https://bank.example@evil.example/\u202e")).toBe("https://bank.example@evil.example/%E2%80%AE");
    expect(linkTarget("https://b\u00fccher.example/")).toBe("https://xn--bcher-kva.example/");
  });
});
