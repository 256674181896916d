/**
 * Keeps the page as high as what can be seen of it, in `--visible-height`: some browsers lay the touch keyboard over the
 * page, and neither the window nor `dvh` tells. Zooming in by pinching changes nothing.
 */
export function keepVisibleHeight(signal: AbortSignal): void {
  const seen = window.visualViewport;
  const root = document.documentElement;
  const measure = (): void => {
    if (seen) {
      const height = Math.round(seen.height * seen.scale);
      root.style.setProperty("--visible-height", height < innerHeight - 1 ? `${height}px` : "100dvh");
      // To show the field with the focus above the keyboard, the page was moved up; it has room now.
      scrollTo(0, 0);
    }
  };
  seen?.addEventListener("resize", measure, { signal });
}
