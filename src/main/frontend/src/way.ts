import type { Host } from "./api";

/** The route to a host and the ways to sign in there, as text. */
export function wayText({ route, authentication }: Pick<Host, "route" | "authentication">): string {
  const way = route.length === 0 ? "direct" : `via ${route.join(", then ")}`;
  return `${way} · ${authentication.join(", ")}`;
}
