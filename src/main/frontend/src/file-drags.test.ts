import { expect, it } from "vitest";
import { refuseFiles } from "./file-drags";

function dragged(type: string, types: string[], taken = false): { refused: boolean; effect: string } {
  const page = new EventTarget();
  page.addEventListener(type, (event) => taken && event.preventDefault());
  refuseFiles(page, new AbortController().signal);
  const dataTransfer = { types, dropEffect: "copy" };
  const event = Object.assign(new Event(type, { cancelable: true }), { dataTransfer });
  page.dispatchEvent(event);
  return { refused: event.defaultPrevented, effect: dataTransfer.dropEffect };
}

it.each(["dragenter", "dragover", "drop"])("refuses files on %s that no part of the page has taken", (type) => {
  expect(dragged(type, ["Files"])).toEqual({ refused: true, effect: "none" });
  expect(dragged(type, ["Files"], true)).toEqual({ refused: true, effect: "copy" });
  expect(dragged(type, ["text/plain"])).toEqual({ refused: false, effect: "copy" });
});
