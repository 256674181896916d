// Runs the stack, lets people do things on two nodes, and asks Jaeger and Prometheus what they have seen.
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { FairleadServer } from "../../bench/server.mjs";
import { Place, sleep } from "../../bench/place.mjs";
import { Jaeger, monitor, traces } from "./jaeger.mjs";
import { hosts, journey } from "./journey.mjs";
import { Prometheus, arrived, dashboards, fires, rules } from "./prometheus.mjs";
import { secrets } from "./secrets.mjs";
import { Stack, shippedEnvironment } from "./stack.mjs";

/** So long Redis says nothing: longer than it may take (`fairlead.redis.timeout`), shorter than its alert waits. */
const REDIS_SILENT_MS = 20_000;
/** A node that stops is known after three to four minutes. */
const NODE_GONE_MS = 300_000;

class Report {
  failures = 0;

  check(what, good, why = "") {
    this.failures += good ? 0 : 1;
    console.log(`${good ? "ok    " : "FAILED"} ${what}${good || !why ? "" : `\n       ${why}`}`);
  }

  show(text) {
    console.log(text.replace(/^/gm, "         "));
  }
}

/** A second place beside the first one: the same sshd and folder, another node. */
function nodeOf(place, redisPort, stack, name, port) {
  const node = Object.create(place);
  node.fairlead = new FairleadServer(node, {
    environment: {
      ...shippedEnvironment("fairlead"),
      OTEL_EXPORTER_OTLP_ENDPOINT: stack.otlp,
      // As docs/TELEMETRY.md says: all nodes are on this machine, and each wants a name.
      OTEL_RESOURCE_ATTRIBUTES: `host.name=${name}`,
      OTEL_JAVA_DISABLED_RESOURCE_PROVIDERS:
        "io.opentelemetry.instrumentation.resources.ProcessResourceProvider,io.opentelemetry.instrumentation.resources.HostResourceProvider",
      FAIRLEAD_REDIS_ADDRESS: `redis://127.0.0.1:${redisPort}`,
      FAIRLEAD_TERMINAL_NODE: name,
    },
  }).create();
  writeFileSync(join(node.fairlead.folder, "servers/bench/hosts.yaml"), hosts(node, port));
  return node;
}

async function startRedis(place) {
  const program = ["redis-server", "valkey-server"].find((one) => spawnSync(one, ["--version"]).status === 0);
  if (!program) {
    throw new Error("Neither redis-server nor valkey-server is on the PATH");
  }
  const port = await place.freePort();
  const redis = place.run(program, ["--port", `${port}`, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"], "redis.log");
  return { redis, port };
}

async function run(place, programs, report) {
  const stack = new Stack(place, programs);
  await Promise.all([stack.start(), place.startSshd()]);
  console.log(`Jaeger ${stack.jaeger}, Prometheus ${stack.prometheus}`);
  const jaeger = new Jaeger(stack.jaeger);
  const prometheus = new Prometheus(stack.prometheus);
  const { redis, port } = await startRedis(place);
  const nobody = await place.freePort();
  const nodes = ["try-1", "try-2"].map((name) => nodeOf(place, port, stack, name, nobody));
  for (const node of nodes) {
    await node.fairlead.start();
    await node.fairlead.signIn();
  }
  console.log("Both nodes run");
  const opened = [];
  // Twice each: Prometheus has a rate only of what grows after it was first there.
  for (const node of [...nodes, ...nodes]) {
    opened.push(await journey(node));
  }
  process.kill(redis.pid, "SIGSTOP");
  await sleep(REDIS_SILENT_MS);
  process.kill(redis.pid, "SIGCONT");
  await arrived();

  await secrets(stack, jaeger, report);
  await traces(jaeger, report, opened);
  await monitor(jaeger, report);
  await dashboards(prometheus, jaeger, report);
  await rules(prometheus, report);
  const before = await prometheus.alerts("firing");
  report.check("no alert fires while both nodes run", before.length === 0, before.join(", "));

  // Without a word, as a machine that fails.
  process.kill(nodes[1].fairlead.pid, "SIGKILL");
  await fires(prometheus, report, "FairleadNodeGone try-2", NODE_GONE_MS);
  const warnings = stack.warnings();
  report.check("none of the three programs warns", warnings.length === 0, warnings.join("\n       "));
}

const [collector, jaeger, prometheus] = process.argv.slice(2);
const place = new Place();
const report = new Report();
process.once("SIGINT", () => place.end().finally(() => process.exit(130)));
try {
  await run(place, { collector, jaeger, prometheus }, report);
} catch (error) {
  report.check(`the run: ${error.stack}`, false, `logs: ${place.directory}`);
}
if (!process.env.FAIRLEAD_TRY_KEEP) {
  await place.end();
} else {
  console.error(`Still running; its files are in ${place.directory}. Ctrl-C ends all.`);
  await new Promise(() => setInterval(() => {}, 1e9));
}
process.exit(report.failures === 0 ? 0 : 1);
