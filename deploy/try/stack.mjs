// The collector, Jaeger and Prometheus as plain processes, with the files that ship. Only addresses differ: in the stack
// each program has a host name, here each has ports of its own.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const deploy = resolve(dirname(fileURLToPath(import.meta.url)), "..");

/** Both programs would take the same port for metrics about themselves, which the stack does not read. */
const NO_METRICS_OF_ITSELF = "--set=service.telemetry.metrics.level=none";

/** Jaeger's module comes without its page; its image has it. */
const NO_PAGE = "ui assets not embedded";

/** What `docker-compose.yml` starts beside Fairlead. */
export class Stack {
  ports = {};

  /** @param {{ collector: string, jaeger: string, prometheus: string }} programs the paths of the executables */
  constructor(place, programs) {
    this.place = place;
    this.programs = programs;
  }

  async start() {
    for (const name of ["otlp", "otlpGrpc", "metrics", "jaegerOtlp", "jaeger", "jaegerGrpc", "prometheus"]) {
      this.ports[name] = await this.place.freePort();
    }
    const at = (name) => `127.0.0.1:${this.ports[name]}`;
    const collector = this.configuration("collector.yaml", {
      "0.0.0.0:4318": at("otlp"),
      "0.0.0.0:4317": at("otlpGrpc"),
      "0.0.0.0:8889": at("metrics"),
      "jaeger:4318": at("jaegerOtlp"),
    });
    const jaeger = this.configuration("jaeger.yaml", {
      "0.0.0.0:4318": at("jaegerOtlp"),
      "0.0.0.0:16686": at("jaeger"),
      "prometheus:9090": at("prometheus"),
    });
    const prometheus = this.configuration("prometheus.yaml", { "collector:8889": at("metrics") });
    cpSync(join(deploy, "alerts.yaml"), join(dirname(prometheus), "alerts.yaml"));
    this.run("prometheus", [
      `--config.file=${prometheus}`,
      `--storage.tsdb.path=${join(dirname(prometheus), "data")}`,
      `--web.listen-address=${at("prometheus")}`,
      "--enable-feature=exemplar-storage",
    ]);
    this.run("jaeger", [
      `--config=${jaeger}`,
      `--set=extensions.jaeger_query.grpc.endpoint=${at("jaegerGrpc")}`,
      NO_METRICS_OF_ITSELF,
    ]);
    // In full, so that what would go to a store of logs can be looked at.
    this.run("collector", [`--config=${collector}`, "--set=exporters.debug.verbosity=detailed", NO_METRICS_OF_ITSELF]);
    await this.place.until("Prometheus", () => answers(`${this.prometheus}/-/ready`));
    await this.place.until("Jaeger", () => answers(`${this.jaeger}/api/services`));
    await this.place.until("the collector", () => answers(`http://${at("metrics")}/metrics`));
  }

  get jaeger() {
    return `http://127.0.0.1:${this.ports.jaeger}`;
  }

  get prometheus() {
    return `http://127.0.0.1:${this.ports.prometheus}`;
  }

  get otlp() {
    return `http://127.0.0.1:${this.ports.otlp}`;
  }

  /** What the collector has printed: log records, by its exporter `debug`. */
  printed() {
    return readFileSync(join(this.place.directory, "collector.log"), "utf8");
  }

  /** What the programs complain of. */
  warnings() {
    return Object.keys(this.programs).flatMap((name) =>
      readFileSync(join(this.place.directory, `${name}.log`), "utf8")
        .split("\n")
        .filter((line) => /\t(warn|error)\t|level=(WARN|ERROR)/.test(line) && !line.includes(NO_PAGE))
        .map((line) => `${name}: ${line}`),
    );
  }

  run(name, commandArguments) {
    const child = this.place.run(this.programs[name], commandArguments, `${name}.log`, shippedEnvironment(name));
    child.once("exit", (code) => code && console.error(`${name} ended with ${code}; see ${this.place.directory}/${name}.log`));
  }

  /** A copy of a file that ships, with other addresses. Each of them must be there, once. */
  configuration(file, addresses) {
    let text = readFileSync(join(deploy, file), "utf8");
    for (const [from, to] of Object.entries(addresses)) {
      if (text.split(from).length !== 2) {
        throw new Error(`${file}: ${from} is there ${text.split(from).length - 1} times (expected: once)`);
      }
      text = text.replace(from, to);
    }
    const folder = join(this.place.directory, file.split(".")[0]);
    mkdirSync(folder);
    writeFileSync(join(folder, file), text);
    return join(folder, file);
  }
}

/** The settings of OpenTelemetry that `docker-compose.yml` gives a service. */
export function shippedEnvironment(service) {
  const compose = readFileSync(join(deploy, "..", "docker-compose.yml"), "utf8");
  const [, block] = compose.split(`\n  ${service}:\n`);
  const found = block.split(/\n  \w/)[0].matchAll(/^ {6}(OTEL_\w+): "?([^"\n]*)"?$/gm);
  return Object.fromEntries([...found].map(([, name, value]) => [name, value]));
}

async function answers(url) {
  const answer = await fetch(url).catch(() => null);
  return answer?.ok === true;
}
