import WebSocket from "ws";
import { Peer } from "./peer.mjs";

/** Whatever carries a terminal in the messages of a WebSocket, without acknowledgements: TCP paces it. */
export class SocketPeer extends Peer {
  /** @returns {string | { url: string, protocols: string[], options: object }} where it is */
  address() {
    throw new Error("a peer says where it is");
  }

  async open() {
    const { url, protocols = [], options = {} } = this.address();
    this.socket = new WebSocket(url, protocols, { perMessageDeflate: false, skipUTF8Validation: true, ...options });
    this.socket.on("message", (data, binary) => {
      const bytes = this.unwrap(data, binary);
      if (bytes?.length > 0) {
        this.received(bytes);
      }
    });
    this.socket.on("close", (code, reason) => this.failed(new Error(`the connection died (${code} ${reason})`)));
    await new Promise((resolve, reject) => {
      this.socket.once("open", resolve);
      this.socket.once("error", reject);
    });
    this.socket.on("error", (error) => this.failed(error));
  }

  /** The output in a message, or null when there is none in it. */
  unwrap(data, binary) {
    return binary ? data : null;
  }

  /** The message that carries this input. */
  wrap(bytes) {
    return bytes;
  }

  type(text) {
    this.socket.send(this.wrap(Buffer.from(text)));
  }

  hold() {
    this.socket.pause();
  }

  go() {
    this.socket.resume();
  }

  close() {
    this.place.peers.delete(this);
    this.socket?.close();
  }
}
