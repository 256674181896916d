import { programFor } from "./programs.mjs";
import { SocketPeer } from "./socket.mjs";

/** Its page pauses above ten pieces of 100 kB that wait to be drawn, and goes on below four. */
const HIGH = 1_000_000;
const LOW = 400_000;

/** ttyd (C, libwebsockets) in front of the ssh client. */
export class TtydPeer extends SocketPeer {
  static title = "ttyd";
  static #server;

  static available() {
    return programFor("ttyd");
  }

  static async start(place) {
    const port = await place.freePort();
    const command = ["-W", "-i", "127.0.0.1", "-p", `${port}`, "ssh", ...place.sshArguments()];
    this.#server = { port, ...(await place.startPeer("ttyd", this.available(), command, port)) };
  }

  async open() {
    await super.open();
    this.socket.send(JSON.stringify({ AuthToken: "", columns: 80, rows: 24 }));
  }

  address() {
    return { url: `ws://127.0.0.1:${TtydPeer.#server.port}/ws`, protocols: ["tty"] };
  }

  unwrap(data) {
    return data[0] === "0".charCodeAt(0) ? data.subarray(1) : null;
  }

  wrap(bytes) {
    return Buffer.concat([Buffer.from("0"), bytes]);
  }

  parse(bytes) {
    super.parse(bytes);
    if (this.paused && this.queued < LOW && !this.stopped) {
      this.go();
    }
  }

  hold() {
    if (!this.paused && (this.queued > HIGH || this.stopped)) {
      this.paused = true;
      this.socket.send("2");
    }
  }

  go() {
    if (this.paused) {
      this.paused = false;
      this.socket.send("3");
    }
  }

  pid() {
    return TtydPeer.#server.pid;
  }
}
