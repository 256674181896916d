/**
 * Sets `--visible-height` to the visible height of the page. Some browsers lay the touch keyboard over the page without changing
 * the window's size or `dvh`. Pinch zoom is ignored.
 */
export function keepVisibleHeight(signal: AbortSignal): void {
  const seen = window.visualViewport;
  const root = document.documentElement;
  const measure = (): void => {
    if (seen) {
      const height = Math.round(seen.height * seen.scale);
      root.style.setProperty("--visible-height", height < innerHeight - 1 ? `${height}px` : "100dvh");
      // The browser scrolled the page to keep the focused field above the keyboard, which is no longer needed.
      scrollTo(0, 0);
    }
  };
  seen?.addEventListener("resize", measure, { signal });
}
