/**
 * Which tab a key leads to (WAI-ARIA Authoring Practices, tabs), or null for a key that leads nowhere.
 *
 * @param from the tab that is chosen now
 */
export function tabAfter(key: string, from: number, count: number): number | null {
  switch (key) {
    case "ArrowLeft":
    case "previous":
      return (from + count - 1) % count;
    case "ArrowRight":
    case "next":
      return (from + 1) % count;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}
