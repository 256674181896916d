// What is measured: an sshd of its own and a Fairlead server of its own, in a folder that is thrown away.
import { execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { cpSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const project = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const HOST = "127.0.0.1";
const READY_MS = 120_000;

export const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

function freePort() {
  return new Promise((done) => {
    const server = createServer().listen(0, HOST, () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

/** A folder with keys, and what to end when it is thrown away. */
export class Place {
  directory = mkdtempSync(join(tmpdir(), "fairlead-bench-"));
  processes = [];

  /** Starts an OpenSSH server on a free port of this machine. */
  async startSshd() {
    const at = (name) => join(this.directory, name);
    for (const key of ["host", "key"]) {
      execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", at(key)]);
    }
    cpSync(at("key.pub"), at("authorized_keys"));
    this.sshPort = await freePort();
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
        "ForceCommand exec sh -i",
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

  /**
   * Starts Fairlead as it ships, with one host `bench`.
   * @param {string} heap maximum Java heap, such as "512m"
   */
  async startFairlead(heap) {
    const wlp = join(project, "target/liberty/wlp");
    const war = join(project, "target/fairlead.war");
    const config = join(this.directory, "usr/servers/bench");
    mkdirSync(join(config, "apps"), { recursive: true });
    cpSync(join(project, "src/main/liberty/config"), config, { recursive: true });
    cpSync(war, join(config, "apps/fairlead.war"));
    this.password = randomBytes(12).toString("hex");
    writeFileSync(
      join(config, "users.xml"),
      `<server><basicRegistry id="people" realm="Fairlead"><user name="operator" password="${this.password}"/>
      <group name="operator"><member name="operator"/></group><group name="auditor"/><group name="admin"/></basicRegistry></server>`,
    );
    writeFileSync(
      join(config, "hosts.yaml"),
      `hosts:\n  - name: bench\n    address: ${HOST}\n    port: ${this.sshPort}\n    user: ${userInfo().username}\n` +
        `    host-key-policy: accept-new\n    authentication:\n      - key: ${join(this.directory, "key")}\n`,
    );
    writeFileSync(join(config, "server.env"), `ltpa_keys_password=${randomBytes(16).toString("hex")}\n`);
    const httpPort = await freePort();
    this.url = `http://localhost:${httpPort}`;
    const started = performance.now();
    const script = this.run(join(wlp, "bin/server"), ["run", "bench"], "liberty.log", {
      WLP_USER_DIR: join(this.directory, "usr"),
      JVM_ARGS: `-Xmx${heap} ${process.env.FAIRLEAD_BENCH_JVM ?? ""}`,
      FAIRLEAD_HTTP_PORT: `${httpPort}`,
      FAIRLEAD_TERMINAL_PER_PERSON: "3000",
      FAIRLEAD_TERMINAL_OVERALL: "3000",
      FAIRLEAD_ACCESS_SOCKETS_PER_MINUTE: "100000",
    });
    await this.until("Fairlead", async () => {
      const answer = await fetch(`${this.url}/health/ready`).catch(() => null);
      return answer?.status === 200;
    });
    this.startMillis = performance.now() - started;
    this.server = javaOf(script.pid);
    await this.signIn();
  }

  async signIn() {
    const answer = await fetch(`${this.url}/sign-in`, {
      method: "POST",
      redirect: "manual",
      headers: { Origin: this.url },
      body: new URLSearchParams({ j_username: "operator", j_password: this.password }),
    });
    this.cookie = answer.headers.getSetCookie().map((one) => one.split(";")[0]).join("; ");
    if (answer.headers.get("location") !== "/") {
      throw new Error(`sign-in: ${answer.status} ${answer.headers.get("location")}`);
    }
  }

  /** CPU seconds that the server has used, to 10 ms. */
  cpuSeconds(pid = this.server) {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ");
    return (Number(fields[11]) + Number(fields[12])) / 100;
  }

  /** Resident memory of the server in KiB. */
  residentKiB(pid = this.server) {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]);
  }

  threads() {
    return Number(/Threads:\s+(\d+)/.exec(readFileSync(`/proc/${this.server}/status`, "utf8"))[1]);
  }

  /** Java heap in use after a full collection, in KiB. */
  heapKiB() {
    this.jcmd("GC.run");
    const info = this.jcmd("GC.heap_info");
    return Number(/used (\d+)K/.exec(info)[1]);
  }

  jcmd(...command) {
    const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, "bin/jcmd") : "jcmd";
    return execFileSync(java, [`${this.server}`, ...command], { encoding: "utf8" });
  }

  run(command, commandArguments, log, environment = {}) {
    const output = openSync(join(this.directory, log), "a");
    const child = spawn(command, commandArguments, {
      stdio: ["ignore", output, output],
      env: { ...process.env, ...environment },
      detached: true,
    });
    this.processes.push(child);
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

  /** Ends the processes that were started here, newest first, and throws the folder away. */
  async end() {
    for (const child of this.processes.reverse()) {
      if (child.exitCode === null) {
        const over = new Promise((done) => child.once("exit", done));
        process.kill(-child.pid, "SIGTERM");
        await over;
      }
    }
    this.processes = [];
    rmSync(this.directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** The Java process that a start script became or started. */
function javaOf(pid) {
  if (readFileSync(`/proc/${pid}/comm`, "utf8").trim() === "java") {
    return pid;
  }
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(/\s+/);
  for (const child of children.filter(Boolean)) {
    const found = javaOf(Number(child));
    if (found) {
      return found;
    }
  }
  return null;
}
