import type { Host } from "./api";

/** What leads to a host, and how one may sign in there, before one opens it. */
export function wayText({ route, authentication }: Pick<Host, "route" | "authentication">): string {
  const way = route.length === 0 ? "direct" : `via ${route.join(", then ")}`;
  return `${way} · ${authentication.join(", ")}`;
}
