/** OSC 52 may put this many characters (base64) on the clipboard. */
const MOST = 100 * 1024;

/** A host's request to the clipboard: text to copy, or a sentence for the person why it is refused. */
export type ClipboardWish = { text: string } | { refused: string };

/** Reads OSC 52, `targets;base64`. Writing is limited, reading is refused: a host must not see what was copied elsewhere. */
export function clipboardWish(data: string): ClipboardWish {
  const encoded = data.slice(data.indexOf(";") + 1);
  if (encoded === "?") {
    return { refused: "The host tried to read your clipboard. Fairlead did not allow it." };
  }
  if (encoded.length > MOST) {
    return { refused: "The host tried to copy more than 100 KiB to your clipboard. Fairlead did not allow it." };
  }
  try {
    const bytes = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    return { refused: "The host tried to copy something that is not text to your clipboard." };
  }
}
