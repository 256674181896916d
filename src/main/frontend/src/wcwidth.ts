import { Unicode11Addon } from "@xterm/addon-unicode11";
import type { IUnicodeVersionProvider, Terminal } from "@xterm/xterm";

/** Where wcwidth of glibc 2.36 (Unicode 15), by which programs on hosts count, differs from the add-on's Unicode 11. */
const NEWER: Record<number, string> = {
  0:
    "898-89f 8ca-8d2 b55 c3c d81 180f 1abf-1ace 1dfa a82c d7b0-d7c6 d7cb-d7fb 10eab-10eac 10f82-10f85 11070 11073-11074 110c2 " +
    "111cf 1193b-1193c 1193e 11943 16fe4 1cf00-1cf2d 1cf30-1cf46 1e2ae",
  1: "600-605 6dd 70f 8e2 1734 110bd 110cd 1f93b 1f946",
  2:
    "31bb-31bf 3248-324f 4dc0-4dff 16ff0-16ff1 18af3-18cd5 18d00-18d08 1aff0-1aff3 1aff5-1affb 1affd-1affe 1b11f-1b122 " +
    "1f6d6-1f6d7 1f6dd-1f6df 1f6fb-1f6fc 1f7f0 1f90c 1f972 1f977-1f979 1f9a3-1f9a4 1f9ab-1f9ad 1f9cb-1f9cc 1fa74 1fa7b-1fa7c " +
    "1fa83-1fa86 1fa96-1faac 1fab0-1faba 1fac0-1fac5 1fad0-1fad9 1fae0-1fae7 1faf0-1faf6",
};

type Width = 0 | 1 | 2;

/** Gives each code point a width that does not depend on its neighbours. */
export class WcWidth implements IUnicodeVersionProvider {
  readonly version = "wcwidth";
  private readonly older = unicode11();
  private readonly newer = new Map<number, Width>();

  constructor() {
    for (const width of [0, 1, 2] as const) {
      for (const range of NEWER[width]?.split(" ") ?? []) {
        const [first = 0, last = first] = range.split("-").map((one) => parseInt(one, 16));
        for (let codePoint = first; codePoint <= last; codePoint++) {
          this.newer.set(codePoint, width);
        }
      }
    }
  }

  wcwidth(codePoint: number): Width {
    return (codePoint < 0x600 ? undefined : this.newer.get(codePoint)) ?? this.older.wcwidth(codePoint);
  }

  /** The format of xterm.js: 24 bits for the provider's state, two for the width, one for joining the previous character. */
  charProperties(codePoint: number, preceding: number): number {
    const width = this.wcwidth(codePoint);
    const before = (preceding >> 1) & 3;
    return width === 0 && before > 0 ? (before << 1) | 1 : width << 1;
  }
}

function unicode11(): IUnicodeVersionProvider {
  let found: IUnicodeVersionProvider | undefined;
  const register = (provider: IUnicodeVersionProvider): void => void (found = provider);
  new Unicode11Addon().activate({ unicode: { register } } as unknown as Terminal);
  if (!found) {
    throw new Error("The add-on registered no widths");
  }
  return found;
}
