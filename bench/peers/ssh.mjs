import { spawn } from "node:child_process";
import { Peer } from "./peer.mjs";

/** The OpenSSH client with a PTY: the floor. */
export class SshPeer extends Peer {
  static title = "ssh -tt";

  async open() {
    this.process = spawn("ssh", ["-tt", ...this.place.sshArguments()], { stdio: ["pipe", "pipe", "ignore"] });
    this.process.stdout.on("data", (bytes) => this.received(bytes));
    this.process.stdin.on("error", (error) => this.failed(error));
    this.process.once("exit", (code) => this.failed(new Error(`ssh ended with ${code}`)));
  }

  type(text) {
    this.process.stdin.write(text);
  }

  hold() {
    this.process.stdout.pause();
  }

  go() {
    this.process.stdout.resume();
  }

  pid() {
    return this.process?.pid;
  }

  close() {
    this.place.peers.delete(this);
    this.process?.kill();
  }
}
