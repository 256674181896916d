// What is measured: an sshd, servers and peers of its own, in a folder that is thrown away.
import { execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { cpuSeconds } from "./processes.mjs";
import { FairleadServer } from "./server.mjs";

const HOST = "127.0.0.1";
const READY_MS = 120_000;

export const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

/** A folder with keys, and what to end when it is thrown away. */
export class Place {
  directory = mkdtempSync(join(tmpdir(), "fairlead-bench-"));
  processes = new Set();
  /** The host that peers open, as hosts.yaml calls it. */
  host = "bench";
  /** Peers that are not closed yet. */
  peers = new Set();

  freePort() {
    return new Promise((done) => {
      const server = createServer().listen(0, HOST, () => {
        const { port } = server.address();
        server.close(() => done(port));
      });
    });
  }

  /** Starts an OpenSSH server on a free port of this machine. */
  async startSshd() {
    const at = (name) => join(this.directory, name);
    for (const key of ["host", "key"]) {
      execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", at(key)]);
    }
    cpSync(at("key.pub"), at("authorized_keys"));
    this.sshPort = await this.freePort();
    writeFileSync(
      at("sshd_config"),
      [
        `Port ${this.sshPort}`,
        `ListenAddress ${HOST}`,
        `HostKey ${at("host")}`,
        `AuthorizedKeysFile ${at("authorized_keys")}`,
        "PidFile none",
        "StrictModes no",
        "UsePAM no",
        "PermitRootLogin yes",
        "PrintMotd no",
        "PrintLastLog no",
        "AcceptEnv LANG",
        "MaxStartups 2000",
        // A login shell's own start-up files are not what is measured.
        "Subsystem sftp internal-sftp",
        'ForceCommand if [ "$SSH_ORIGINAL_COMMAND" = internal-sftp ]; then exec /usr/lib/openssh/sftp-server; else exec sh -i; fi',
        "SetEnv SHLVL=2",
      ].join("\n"),
    );
    if (process.getuid() === 0) {
      mkdirSync("/run/sshd", { recursive: true });
    }
    const sshd = ["/usr/sbin/sshd", "/usr/bin/sshd"].find(existsSync);
    this.run(sshd, ["-D", "-e", "-f", at("sshd_config")], "sshd.log");
    await this.until("sshd", () => readFileSync(at("sshd.log"), "utf8").includes("listening on"));
  }

  /** Arguments of the ssh client that reach this sshd. */
  sshArguments() {
    const options = ["StrictHostKeyChecking=no", `UserKnownHostsFile=${join(this.directory, "known")}`, "LogLevel=ERROR"];
    return [
      ...["-F", "none", "-p", `${this.sshPort}`, "-i", join(this.directory, "key")],
      ...options.flatMap((one) => ["-o", one]),
      `${userInfo().username}@${HOST}`,
    ];
  }

  /** Arguments of the ssh client that reach it through itself, twice. */
  jumpArguments() {
    const config = join(this.directory, "ssh_config");
    writeFileSync(
      config,
      [
        "Host *",
        `HostName ${HOST}`,
        `Port ${this.sshPort}`,
        `User ${userInfo().username}`,
        `IdentityFile ${join(this.directory, "key")}`,
        `UserKnownHostsFile ${join(this.directory, "known")}`,
        "StrictHostKeyChecking no",
        "LogLevel ERROR",
      ].join("\n"),
    );
    return ["-F", config, "-J", "one,two", "three"];
  }

  /** Starts a Fairlead that the measures use, signed in; in the place of the one before, if there was one. */
  async startFairlead(settings) {
    await this.fairlead?.stop();
    this.fairlead?.remove();
    this.fairlead = new FairleadServer(this, settings).create();
    await this.fairlead.start();
    await this.fairlead.signIn();
  }

  /** Starts another web terminal and waits until its port answers. */
  async startPeer(name, program, commandArguments, port) {
    const child = this.run(program, commandArguments, `${name}.log`);
    await this.until(name, () => {
      if (child.exitCode !== null) {
        throw new Error(`${name} ended with ${child.exitCode}`);
      }
      return answers(port);
    });
    return { pid: child.pid };
  }

  cpuSeconds(pid) {
    return cpuSeconds(pid);
  }

  run(command, commandArguments, log, environment = {}) {
    const output = openSync(join(this.directory, log), "a");
    const child = spawn(command, commandArguments, {
      stdio: ["ignore", output, output],
      env: { ...process.env, ...environment },
      detached: true,
    });
    this.processes.add(child);
    return child;
  }

  async until(what, ready) {
    const deadline = Date.now() + READY_MS;
    while (!(await ready())) {
      if (Date.now() > deadline) {
        throw new Error(`${what} was not ready after ${READY_MS / 1000} s; see ${this.directory}`);
      }
      await sleep(20);
    }
  }

  /** Closes what a measure that failed has left open. */
  closePeers() {
    for (const peer of this.peers) {
      try {
        peer.close();
      } catch (error) {
        console.error(`${peer.constructor.title}: ${error.message}`);
      }
    }
    this.peers.clear();
  }

  /** Ends a process that was started here, and what it has started. */
  async stop(child) {
    this.processes.delete(child);
    if (child.exitCode === null && child.signalCode === null) {
      const over = new Promise((done) => child.once("exit", done));
      process.kill(-child.pid, "SIGTERM");
      await over;
    }
  }

  /** Ends all processes that were started here, newest first, and throws the folder away. */
  async end() {
    for (const child of [...this.processes].reverse()) {
      await this.stop(child);
    }
    rmSync(this.directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

function answers(port) {
  return new Promise((done) => {
    const socket = connect(port, HOST);
    socket.once("connect", () => {
      socket.destroy();
      done(true);
    });
    socket.once("error", () => done(false));
  });
}
