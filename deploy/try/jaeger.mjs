// What Jaeger has seen, by the interface of its page.

/** One run of the health check: what is below it, in Redis too. */
const HEALTH_CHECK = ["GET", "GET /health-check", "PSETEX", "GET", "DEL"];
const OPENING = ["GET /ws/terminal/", "terminal.open", "Admissions.open", "ssh.connect", "ssh.tcp", "ssh.exchange", "ssh.authenticate", "ssh.shell"];

export class Jaeger {
  constructor(url) {
    this.url = url;
  }

  async ask(path) {
    const answer = await fetch(`${this.url}${path}`);
    const text = await answer.text();
    if (!answer.ok) {
      throw new Error(`${path}: ${answer.status} ${text}`);
    }
    return JSON.parse(text);
  }

  async trace(id) {
    const { data } = await this.ask(`/api/traces/${id}`);
    return new Trace(data[0]);
  }

  async traces(operation, limit = 200) {
    const { data } = await this.ask(`/api/traces?service=fairlead&lookback=1h&limit=${limit}&operation=${encodeURIComponent(operation)}`);
    return data.map((one) => new Trace(one));
  }

  /** Everything that it has of Fairlead. */
  async everything() {
    const { data } = await this.ask("/api/traces?service=fairlead&lookback=1h&limit=10000");
    return data.map((one) => new Trace(one));
  }

  /** What its tab Monitor draws: it has it from Prometheus. */
  async monitor(metric, more = "") {
    const kinds = ["server", "client", "internal"].map((kind) => `&spanKind=${kind}`).join("");
    const path = `/api/metrics/${metric}?service=fairlead&groupByOperation=true&lookback=600000&step=15000&ratePer=60000${kinds}${more}`;
    const { metrics } = await this.ask(`${path}&endTs=${Date.now()}`);
    const values = (one) => one.metricPoints.map((point) => Number(point.gaugeValue?.doubleValue)).filter((value) => value > 0);
    return new Map(
      metrics
        .map((one) => [one.labels.find(({ name }) => name === "operation")?.value, Math.max(...values(one))])
        .filter(([, value]) => value > 0),
    );
  }
}

export class Trace {
  constructor({ traceID, spans, processes }) {
    Object.assign(this, { id: traceID, spans, processes });
  }

  parent(span) {
    return span.references.find((one) => one.refType === "CHILD_OF")?.spanID;
  }

  below(span) {
    return this.spans.filter((one) => this.parent(one) === span?.spanID).sort((one, other) => one.startTime - other.startTime);
  }

  /** The spans whose parent Jaeger does not have, though they name one. */
  orphans() {
    const ids = new Set(this.spans.map((one) => one.spanID));
    return this.spans.filter((one) => this.parent(one) && !ids.has(this.parent(one)));
  }

  names() {
    return this.spans.map((one) => one.operationName);
  }

  /** The spans as a tree, with their durations. */
  tree() {
    const line = (span, bar, indent) => {
      const children = this.below(span);
      return [
        `${(bar + span.operationName).padEnd(50)} ${(span.duration / 1000).toFixed(1).padStart(9)} ms`,
        ...children.flatMap((child, i) =>
          i < children.length - 1 ? line(child, `${indent}├ `, `${indent}│ `) : line(child, `${indent}└ `, `${indent}  `),
        ),
      ];
    };
    return this.below(undefined).flatMap((root) => line(root, "", "")).join("\n");
  }
}

/** The trace of opening a terminal and that of the health check, down to Redis; and no trace without its root. */
export async function traces(jaeger, report, opened) {
  for (const id of opened) {
    const trace = await jaeger.trace(id);
    const missing = OPENING.filter((name) => !trace.names().includes(name));
    report.check(`trace ${id} of a terminal that was opened`, missing.length === 0, `no ${missing}`);
    report.check("  its root is the upgrade", trace.below(undefined).map((one) => one.operationName).join() === OPENING[0]);
  }
  report.show((await jaeger.trace(opened[0])).tree());
  const runs = (await jaeger.traces("HealthCheckRun.run")).filter((one) => one.names().includes("GET /health-check"));
  const whole = runs.find((one) => HEALTH_CHECK.every((name) => one.names().some((found) => found === name || found.startsWith(`${name} `))));
  report.check(`a run of the health check down to Redis, of ${runs.length}`, whole !== undefined);
  if (whole) {
    report.show(whole.tree());
  }
  const asked = (await jaeger.traces("GET /health-check")).find((one) => one.below(undefined)[0]?.operationName === "GET /health-check");
  report.check("a request of a person down to Redis (/health-check/)", asked?.names().some((name) => name.startsWith("PSETEX ")));
  const files = (await jaeger.traces("POST /api/files")).find((one) => one.names().includes("ssh.connect"));
  report.check("the files of a host, down to its SSH connection", files !== undefined);
  const all = await jaeger.everything();
  const orphans = all.flatMap((one) => one.orphans().map((span) => span.operationName));
  report.check(`${all.length} traces, each with its root`, orphans.length === 0, orphans.join(", "));
}

export async function monitor(jaeger, report) {
  const calls = await jaeger.monitor("calls");
  const latencies = await jaeger.monitor("latencies", "&quantile=0.95");
  const errors = await jaeger.monitor("errors");
  report.check(`Monitor: calls of ${calls.size} operations`, ["terminal.open", "ssh.connect"].every((one) => calls.has(one)));
  report.check(`Monitor: latencies of ${latencies.size} operations`, ["terminal.open", "ssh.connect"].every((one) => latencies.has(one)));
  report.check(`Monitor: errors of ${[...errors.keys()].join(", ")}`, errors.has("ssh.connect"));
}
