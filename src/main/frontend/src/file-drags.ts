/**
 * Refuses files that are dragged over the page, except where a part of the page has taken them: the browser would open a
 * file that is dropped there.
 *
 * @param page receives the events that its parts have not handled, such as the window
 */
export function refuseFiles(page: EventTarget, signal: AbortSignal): void {
  for (const type of ["dragenter", "dragover", "drop"]) {
    page.addEventListener(type, (event) => refuse(event as DragEvent), { signal });
  }
}

function refuse(event: DragEvent): void {
  if (!event.defaultPrevented && event.dataTransfer?.types.includes("Files")) {
    event.preventDefault();
    event.dataTransfer.dropEffect = "none";
  }
}
