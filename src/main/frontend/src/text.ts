/** Text from a host, as text: without control characters and without those that change its direction; cut. */
export function hostText(text: string, most = 256): string {
  return [...text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "")]
    .slice(0, most)
    .join("");
}

/** Pasted text without control characters except tab and line ends: a paste must not press keys. */
export function pasteText(text: string): string {
  return text.replace(/\r\n/g, "\n").replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, "");
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
