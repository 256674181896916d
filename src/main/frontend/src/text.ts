/** Control characters, and those that change the direction of the text around them. */
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Text from a host, as one line of text: without control and direction characters; cut. */
export function hostText(text: string, most = 256): string {
  return [...text.replace(UNSEEN, "")].slice(0, most).join("");
}

/** The same for text of several lines. */
export function hostLines(text: string, most = 8192): string {
  const lines = text.split(/\r\n|[\r\n\u0085\u2028\u2029]/).map((line) => hostText(line.replace(/\t/g, "    "), most));
  return lines.join("\n").slice(0, most).trimEnd();
}

/** The sequences that begin and end a bracketed paste; a paste that contains them could end itself. */
const BRACKETS = /(?:\u001b\[|\u009b)20[01]~/g;

/**
 * Pasted text, with every line ended by a newline.
 *
 * @param controls whether control characters besides tab are kept; without them a paste cannot press keys
 */
export function pasteText(text: string, controls = false): string {
  const lines = text.replace(/\r\n?/g, "\n");
  if (!controls) {
    return lines.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, "");
  }
  let before = "";
  let after = lines;
  // Repeated, because removing one sequence may join the halves of another.
  while (after !== before) {
    before = after;
    after = before.replace(BRACKETS, "");
  }
  return after;
}

/** Whether a paste has several lines: a program without bracketed paste would run each of them. */
export function severalLines(text: string): boolean {
  return text.trimEnd().includes("\n");
}

/** The address of a link that may be opened, or null. */
export function safeLink(uri: string): string | null {
  try {
    const url = new URL(uri);
    return ["http:", "https:", "mailto:"].includes(url.protocol) && uri.length <= 4096 ? url.href : null;
  } catch {
    return null;
  }
}

/** The real target of a link, shown before it is followed. */
export function linkTarget(uri: string): string {
  const target = safeLink(uri);
  return target === null ? `Not opened by Fairlead: ${hostText(uri, 200)}` : hostText(target, 500);
}
