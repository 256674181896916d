import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { userInfo } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { javaOf, residentKiB, residentKiBBetween } from "./processes.mjs";

const project = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const wlp = join(project, "target/liberty/wlp");

/** A Fairlead server as it ships, with one host `bench`, in a folder of its own. */
export class FairleadServer {
  password = randomBytes(12).toString("hex");
  #script;

  /**
   * @param place whose sshd it reaches
   * @param {{ heap?: string, jvm?: string, environment?: object, override?: string, checkout?: string }} settings
   *     maximum Java heap, such as "512m"; more JVM options; more of the environment; more of server.xml; the folder
   *     whose Fairlead it is, with `target/fairlead.war` built, instead of this one
   */
  constructor(place, { heap = "512m", jvm = "", environment = {}, override, checkout = project } = {}) {
    this.place = place;
    this.checkout = checkout;
    this.heap = heap;
    this.jvm = jvm;
    this.environment = environment;
    this.override = override;
    this.folder = join(place.directory, `fairlead-${randomBytes(3).toString("hex")}`);
  }

  create() {
    const { directory, sshPort } = this.place;
    const config = join(this.folder, "servers/bench");
    mkdirSync(join(config, "apps"), { recursive: true });
    cpSync(join(this.checkout, "src/main/liberty/config"), config, { recursive: true });
    cpSync(join(this.checkout, "target/fairlead.war"), join(config, "apps/fairlead.war"));
    writeFileSync(
      join(config, "users.xml"),
      `<server><basicRegistry id="people" realm="Fairlead"><user name="operator" password="${this.password}"/>
      <group name="operator"><member name="operator"/></group><group name="auditor"/><group name="admin"/></basicRegistry></server>`,
    );
    const at = (name) =>
      `name: ${name}, address: 127.0.0.1, port: ${sshPort}, user: ${userInfo().username}, ` +
      `host-key-policy: accept-new, authentication: [{ key: ${join(directory, "key")} }]`;
    writeFileSync(
      join(config, "hosts.yaml"),
      `hosts:\n  - { ${at("bench")} }\n  - { ${at("bench-jumps")}, via: [{ ${at("one")} }, { ${at("two")} }] }\n`,
    );
    writeFileSync(join(config, "server.env"), `ltpa_keys_password=${randomBytes(16).toString("hex")}\n`);
    if (this.override) {
      mkdirSync(join(config, "configDropins/overrides"), { recursive: true });
      writeFileSync(join(config, "configDropins/overrides/bench.xml"), `<server>${this.override}</server>`);
    }
    return this;
  }

  /**
   * Starts it and waits until it is ready.
   * @returns {number} milliseconds for that
   */
  async start({ clean = false } = {}) {
    const port = await this.place.freePort();
    this.url = `http://localhost:${port}`;
    const started = performance.now();
    this.#script = this.place.run(join(wlp, "bin/server"), ["run", "bench", ...(clean ? ["--clean"] : [])], "liberty.log", {
      WLP_USER_DIR: this.folder,
      JVM_ARGS: `-Xmx${this.heap} ${this.jvm} ${process.env.FAIRLEAD_BENCH_JVM ?? ""}`,
      FAIRLEAD_HTTP_PORT: `${port}`,
      FAIRLEAD_TERMINAL_PER_PERSON: "3000",
      FAIRLEAD_TERMINAL_OVERALL: "3000",
      FAIRLEAD_TERMINAL_PER_HOST: "3000",
      FAIRLEAD_TERMINAL_OPENINGS_WAITING: "3000",
      FAIRLEAD_ADDRESSES_ALLOWED: "127.0.0.0/8,::1/128",
      FAIRLEAD_TERMINAL_DRAIN_ON_STOP: "PT0S",
      FAIRLEAD_ACCESS_SOCKETS_PER_MINUTE: "100000",
      ...this.environment,
    });
    await this.place.until("Fairlead", async () => {
      if (this.#script.exitCode !== null) {
        const log = readFileSync(join(this.place.directory, "liberty.log"), "utf8");
        throw new Error(`Fairlead did not start: ${log.slice(-500)}`);
      }
      const answer = await fetch(`${this.url}/health/ready`).catch(() => null);
      return answer?.status === 200;
    });
    const millis = performance.now() - started;
    this.pid = javaOf(this.#script.pid);
    return millis;
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

  /** Ready is not enough where settings were changed: somebody signs in and sees the host. */
  async check() {
    await this.signIn();
    const answer = await fetch(`${this.url}/api/hosts`, { headers: { Cookie: this.cookie } });
    const text = await answer.text();
    if (!text.includes('"bench"')) {
      throw new Error(`hosts: ${answer.status} ${text}`);
    }
  }

  async stop() {
    await this.place.stop(this.#script);
  }

  remove() {
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }

  /** Java heap in use after a full collection, in KiB. */
  heapKiB() {
    return this.memory().heap;
  }

  /**
   * In KiB, after a full collection: the heap in use, what is resident, and what of that is not Java heap. How much
   * heap is resident beyond what is in use is the collector's choice and says nothing about terminals.
   */
  memory() {
    this.#jcmd("GC.run");
    const info = this.#jcmd("GC.heap_info");
    const [, from, to] = /\[(0x[0-9a-f]+), ?(0x[0-9a-f]+)\)/.exec(info);
    const resident = residentKiB(this.pid);
    const heapResident = residentKiBBetween(this.pid, BigInt(from), BigInt(to));
    return { heap: Number(/used (\d+)K/.exec(info)[1]), resident, outside: resident - heapResident };
  }

  #jcmd(...command) {
    const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, "bin/jcmd") : "jcmd";
    return execFileSync(java, [`${this.pid}`, ...command], { encoding: "utf8" });
  }
}
