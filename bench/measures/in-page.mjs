// What runs in the page: a stopwatch from a key to the frame in which something shows. Handed over as source text.

/* global document, window, requestAnimationFrame, PerformanceObserver, MessageChannel */

/** Makes `window.stopwatch`; evaluated once in the page, after the terminal is there. */
export function makeStopwatch() {
  const tab = document.querySelector("fairlead-app").activeTab;
  const { terminal } = tab;
  let pressed = 0;
  let shown = null;
  let longest = 0;
  let local = false;
  let figure;
  window.addEventListener(
    "keydown",
    (event) => {
      // When the browser got the key, on the clock of performance.now().
      pressed = event.timeStamp;
      if (local) {
        event.preventDefault();
        event.stopImmediatePropagation();
        terminal.write(event.key);
      }
    },
    { capture: true },
  );
  new PerformanceObserver((list) => {
    longest = Math.max(longest, ...list.getEntries().map((entry) => entry.duration));
  }).observe({ type: "longtask" });
  // A message that is posted while a frame is made arrives when that frame has been painted.
  const painted = new MessageChannel();
  painted.port1.onmessage = () => {
    shown?.(performance.now() - pressed);
    shown = null;
  };
  /** Where the cursor is, counted in cells since the terminal began. */
  const place = () => {
    const buffer = terminal.buffer.active;
    return (buffer.baseY + buffer.cursorY) * terminal.cols + buffer.cursorX;
  };
  const cursorLine = () => {
    const buffer = terminal.buffer.active;
    return buffer.getLine(buffer.baseY + buffer.cursorY)?.translateToString(true) ?? "";
  };
  /** Milliseconds from the next key to the frame in which `there()` has become true and is painted. */
  const toFrame = (there) =>
    new Promise((resolve) => {
      const rendering = terminal.onRender(({ start, end }) => {
        const row = terminal.buffer.active.cursorY;
        if (there() && start <= row && row <= end) {
          rendering.dispose();
          shown = resolve;
          painted.port2.postMessage(null);
        }
      });
    });
  window.stopwatch = {
    /** Characters go to the screen at once, without a server: what the browser itself takes. */
    echoLocally: (yes) => (local = yes),
    awaitEcho: () => {
      const before = place();
      figure = toFrame(() => place() > before);
    },
    awaitPrompt: (prompt) => {
      figure = toFrame(() => cursorLine().includes(prompt));
    },
    /** What was awaited, in ms; undefined when it has not come in time. */
    figure: (patience) => Promise.race([figure, new Promise((resolve) => setTimeout(resolve, patience))]),
    parsed: () => tab.connection.output.parsed,
    renderer: () => (tab.shadowRoot.querySelector(".xterm-screen > canvas:not(.xterm-link-layer)") ? "WebGL" : "DOM"),
    /** The longest task since it was asked for last, in ms; 0 when none was above 50 ms. */
    longestTask: () => {
      const answer = longest;
      longest = 0;
      return answer;
    },
    /** Milliseconds between two frames, the median of these many. */
    frame: async (count) => {
      const times = [];
      while (times.length <= count) {
        times.push(await new Promise(requestAnimationFrame));
      }
      const gaps = times.slice(1).map((time, i) => time - times[i]);
      return gaps.sort((a, b) => a - b)[Math.floor(count / 2)];
    },
  };
}
