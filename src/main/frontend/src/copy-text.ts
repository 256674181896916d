import { deepFocus } from "./focus";

/**
 * Puts text on the clipboard. Over plain HTTP browsers offer no clipboard API; there the older copy command is used on a field.
 *
 * @return "", or why the text could not be copied
 */
export async function copyText(text: string): Promise<string> {
  try {
    await navigator.clipboard.writeText(text);
    return "";
  } catch {
    if (copyField(text)) {
      return "";
    }
  }
  return isSecureContext
    ? "Not copied: this browser does not let the page use the clipboard."
    : "Not copied: this page came over plain HTTP, where this browser does not let it use the clipboard.";
}

function copyField(text: string): boolean {
  const before = deepFocus();
  const field = document.createElement("textarea");
  field.value = text;
  field.style.cssText = "position: fixed; opacity: 0";
  document.body.append(field);
  field.select();
  try {
    return document.execCommand("copy");
  } finally {
    field.remove();
    if (before instanceof HTMLElement) {
      before.focus();
    }
  }
}
