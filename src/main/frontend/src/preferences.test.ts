import { describe, expect, it } from "vitest";
import { fontFamily, fontSize, readPreferences } from "./preferences";

describe("preferences", () => {
  it.each([null, "", "nonsense", "[]", "null", "7", '{"theme":"<b>","fontSize":"x","screenReader":"yes"}'])(
    "are the defaults for %s",
    (stored) => {
      expect(readPreferences(stored)).toEqual(readPreferences("{}"));
    },
  );

  it("are what was stored", () => {
    const chosen = {
      theme: "dark", fontSize: 18, fontFamily: "Fira Code", screenReader: true, showMultilinePaste: false, pasteControls: true, optionIsMeta: true, askBeforeLeaving: false,
    };
    expect(readPreferences(JSON.stringify(chosen))).toEqual(chosen);
  });

  it("bound the size of the font and keep its name a name", () => {
    expect([fontSize(2), fontSize("15.4"), fontSize(400), fontSize("")]).toEqual([8, 15, 32, 14]);
    expect(fontFamily("'Fira Code', Menlo; } body { x: url(//e) }")).toBe("'Fira Code', Menlo  body  x urle ");
  });
});
