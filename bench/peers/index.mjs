import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { TtydPeer } from "./ttyd.mjs";
import { WettyPeer } from "./wetty.mjs";

const KNOWN = { ttyd: TtydPeer, wetty: WettyPeer };

/**
 * The kind of peer of this name, or of this file: a module whose default export extends `Peer` of peer.mjs, or
 * `SocketPeer` of socket.mjs.
 */
export async function peerNamed(name) {
  if (KNOWN[name]) {
    return KNOWN[name];
  }
  if (!name.endsWith(".mjs")) {
    throw new Error(`--peer ${name} (expected: ${Object.keys(KNOWN).join(", ")}, or a file .mjs)`);
  }
  return (await import(pathToFileURL(resolve(name)).href)).default;
}
