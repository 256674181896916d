// What it costs a key that the server tells of itself: one server that tells everything, one that tells nothing.
import { createServer } from "node:http";
import { FairleadServer } from "../server.mjs";
import { connect, echo } from "./feel.mjs";
import { output } from "./output.mjs";
import { median } from "./statistics.mjs";

/** Pairs of passes in a round. */
const PAIRS = 10;
const SIGNALS = ["/v1/traces", "/v1/metrics", "/v1/logs"];

/**
 * Both servers are warmed alike and asked in turns, the first of a pair being now this one, now that.
 * @returns {Promise<object[]>} the figures of each round
 */
export async function telemetry(place, Peer, { heap, rounds, warm }) {
  const sink = await Sink.open();
  const off = await started(place, { heap, environment: { OTEL_SDK_DISABLED: "true" } });
  const on = await started(place, { heap, environment: sink.environment() });
  try {
    for (let pass = 0; pass < warm; pass++) {
      for (const there of [off, on]) {
        await connect(there, Peer);
        await echo(there, Peer);
        await output(there, Peer);
      }
    }
    const figures = [];
    for (let i = 0; i < rounds; i++) {
      figures.push(await round(off, on, Peer));
    }
    sink.check();
    return figures;
  } finally {
    for (const { fairlead } of [off, on]) {
      await fairlead.stop();
      fairlead.remove();
    }
    sink.close();
  }
}

async function round(off, on, Peer) {
  const passes = { off: [], on: [] };
  for (let i = 0; i < PAIRS; i++) {
    for (const name of i % 2 === 0 ? ["off", "on"] : ["on", "off"]) {
      passes[name].push(await echo({ off, on }[name], Peer));
    }
  }
  const figures = {};
  for (const what of Object.keys(passes.off[0])) {
    const [without, told] = [passes.off, passes.on].map((all) => median(all.map((one) => one[what])));
    figures[what.replace(",", ", telemetry off,")] = without;
    figures[what.replace(",", ", telemetry on,")] = told;
    figures[what.replace(", ms", ", telemetry on / off")] = told / without;
  }
  return figures;
}

/** The same place, with a server of its own. */
async function started(place, settings) {
  const there = Object.create(place);
  there.fairlead = undefined;
  await there.startFairlead(settings);
  return there;
}

/** Takes whatever is exported by OTLP, and counts it. */
class Sink {
  counts = Object.fromEntries(SIGNALS.map((signal) => [signal, 0]));

  static async open() {
    const sink = new Sink();
    sink.server = createServer((request, answer) => {
      request.resume().once("end", () => {
        sink.counts[request.url]++;
        answer.writeHead(200, { "Content-Type": "application/x-protobuf" }).end();
      });
    });
    await new Promise((done) => sink.server.listen(0, "127.0.0.1", done));
    return sink;
  }

  environment() {
    return {
      OTEL_SDK_DISABLED: "false",
      OTEL_SERVICE_NAME: "fairlead",
      OTEL_TRACES_SAMPLER: "always_on",
      OTEL_METRIC_EXPORT_INTERVAL: "5000",
      OTEL_EXPORTER_OTLP_PROTOCOL: "http/protobuf",
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${this.server.address().port}`,
    };
  }

  /** A server that tells nothing would cost nothing. */
  check() {
    console.error(`exports: ${SIGNALS.map((signal) => `${signal} ${this.counts[signal]}`).join(", ")}`);
    const silent = SIGNALS.filter((signal) => this.counts[signal] === 0);
    if (silent.length > 0) {
      throw new Error(`nothing came to ${silent.join(", ")}`);
    }
  }

  close() {
    this.server.close();
    this.server.closeAllConnections();
  }
}
