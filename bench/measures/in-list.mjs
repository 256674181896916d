// What runs in the page: when its list of hosts is painted. Handed over as source text, before the page's own scripts.

/* global document, window, requestAnimationFrame, MessageChannel */

/** Makes `window.list`; evaluated at the beginning of each page. */
export function watchList() {
  /** On the clock of performance.now(), which begins when the page is asked for. */
  const nextPaint = () =>
    new Promise((resolve) => {
      requestAnimationFrame(() => {
        // A message that is posted while a frame is made arrives when that frame has been painted.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now());
        port2.postMessage(null);
      });
    });
  const there = () => {
    const list = document.querySelector("fairlead-app")?.shadowRoot?.querySelector("host-list")?.shadowRoot;
    return (list?.querySelectorAll("button.host").length ?? 0) > 0;
  };
  const first = (async () => {
    let painted;
    do {
      painted = await nextPaint();
    } while (!there());
    return painted;
  })();
  let pressed = 0;
  let key;
  window.addEventListener("keydown", (event) => (pressed = event.timeStamp), { capture: true });
  window.addEventListener("input", () => (key = nextPaint().then((painted) => painted - pressed)), { capture: true });
  const within = (millis, promise) => Promise.race([promise, new Promise((resolve) => setTimeout(resolve, millis))]);
  window.list = {
    /** Milliseconds from asking for the page to the frame that shows the first hosts. */
    listPainted: (most) => within(most, first),
    /** Milliseconds from the last key to the frame after it. */
    keyPainted: (most) => within(most, key),
  };
}
