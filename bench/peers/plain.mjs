import { SocketPeer } from "./socket.mjs";

/** Fairlead's plain mode, as scripts speak it: what is typed at once is one message. */
export class PlainPeer extends SocketPeer {
  static title = "Fairlead, plain mode";

  address() {
    const { url, cookie } = this.place.fairlead;
    return { url: `${url.replace("http", "ws")}/ws/terminal/`, options: { headers: { Cookie: cookie, Origin: url } } };
  }

  pid() {
    return this.place.fairlead.pid;
  }
}
