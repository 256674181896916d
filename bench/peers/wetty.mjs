import { writeFileSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import { programFor } from "./programs.mjs";
import { SocketPeer } from "./socket.mjs";

/** Its page tells the server after each of these many characters that it has drawn them. */
const COMMIT = 262_144;

/** WeTTY (Node, socket.io) in front of the ssh client. Speaks Engine.IO 4 at once by WebSocket, which spares it polling. */
export class WettyPeer extends SocketPeer {
  static title = "WeTTY";
  static #server;
  #uncommitted = 0;
  #started;

  static available() {
    return programFor("wetty");
  }

  static async start(place) {
    const port = await place.freePort();
    const config = join(place.directory, "wetty-ssh-config");
    writeFileSync(config, "LogLevel ERROR\n");
    const ssh = { host: "127.0.0.1", port: place.sshPort, user: userInfo().username, auth: "publickey", key: join(place.directory, "key"), config };
    const command = [
      ...Object.entries(ssh).flatMap(([name, value]) => [`--ssh-${name}`, `${value}`]),
      ...["--known-hosts", "/dev/null", "--force-ssh", "--host", "127.0.0.1", "--port", `${port}`, "--base", "/"],
    ];
    this.#server = { port, ...(await place.startPeer("wetty", this.available(), command, port)) };
  }

  address() {
    return { url: `ws://127.0.0.1:${WettyPeer.#server.port}/socket.io/?EIO=4&transport=websocket` };
  }

  async open() {
    // What is typed before it has started ssh is lost.
    const started = new Promise((resolve, reject) => {
      this.#started = resolve;
      this.failing.add(reject);
    });
    await super.open();
    this.socket.send("40");
    await started;
  }

  unwrap(data) {
    const text = data.toString();
    if (text === "2") {
      this.socket.send("3");
    } else if (text.startsWith("42")) {
      const [event, value] = JSON.parse(text.slice(2));
      if (event === "login") {
        this.#emit("resize", { cols: 80, rows: 24 });
        this.#started();
      }
      // It decodes to characters and counts those: here one byte each, so that its flow control is the page's.
      return event === "data" ? Buffer.from(value, "latin1") : null;
    }
    return null;
  }

  wrap(bytes) {
    return `42${JSON.stringify(["input", bytes.toString()])}`;
  }

  #emit(event, value) {
    this.socket.send(`42${JSON.stringify([event, value])}`);
  }

  parse(bytes) {
    super.parse(bytes);
    this.#uncommitted += bytes.length;
    while (this.#uncommitted >= COMMIT) {
      this.#uncommitted -= COMMIT;
      this.#emit("commit", COMMIT);
    }
  }

  /** Its own commits pace it; the socket is always read. */
  hold() {}

  go() {}

  pid() {
    return WettyPeer.#server.pid;
  }
}
