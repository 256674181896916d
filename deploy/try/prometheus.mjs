// What Prometheus has: data for the dashboards, exemplars that lead to traces, alerts.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { sleep } from "../../bench/place.mjs";

const folder = resolve(dirname(fileURLToPath(import.meta.url)), "../grafana/dashboards");
const STEP_S = 15;
/** Prometheus, the collector and Fairlead each take up to 15 s. */
const FRESH_MS = 60_000;

export class Prometheus {
  constructor(url) {
    this.url = url;
    this.since = Date.now() / 1000;
  }

  async ask(path, parameters = {}) {
    const answer = await fetch(`${this.url}/api/v1/${path}?${new URLSearchParams(parameters)}`);
    const { status, data, error } = await answer.json();
    if (status !== "success") {
      throw new Error(`${path} ${JSON.stringify(parameters)}: ${error}`);
    }
    return data;
  }

  range(query) {
    return this.ask("query_range", { query, start: this.since, end: Date.now() / 1000, step: STEP_S });
  }

  exemplars(query) {
    return this.ask("query_exemplars", { query, start: this.since, end: Date.now() / 1000 });
  }

  async alerts(state) {
    const { alerts } = await this.ask("alerts");
    return alerts.filter((one) => one.state === state).map((one) => `${one.labels.alertname} ${one.labels.instance ?? ""}`.trim());
  }
}

/** The questions of all dashboards, with what Grafana puts in for its variables. */
function questions() {
  return readdirSync(folder).sort().flatMap((file) =>
    JSON.parse(readFileSync(join(folder, file), "utf8")).panels.flatMap((panel) =>
      (panel.targets ?? [])
        .filter((target) => target.expr)
        .map((target) => ({
          where: `${file.replace(".json", "")}: ${panel.title}`,
          exemplar: target.exemplar === true,
          // Four times the interval between two scrapes.
          query: target.expr.replaceAll("$__rate_interval", "1m").replaceAll("$__range", "10m").replaceAll("$node", ".*"),
        })),
    ),
  );
}

export async function dashboards(prometheus, jaeger, report) {
  const all = questions();
  const without = [];
  const unled = [];
  let numbers = 0;
  for (const { where, query, exemplar } of all) {
    const { result } = await prometheus.range(query);
    const some = result.some((one) => one.values.some(([, value]) => !Number.isNaN(Number(value))));
    numbers += some ? 1 : 0;
    if (!some) {
      without.push(where);
    }
    if (exemplar && (await leads(prometheus, jaeger, query)) === null) {
      unled.push(where);
    }
  }
  report.check(`data for ${numbers} of ${all.length} queries of the dashboards`, without.length === 0, without.join("; "));
  const asking = all.filter((one) => one.exemplar).length;
  report.check(`exemplars for ${asking - unled.length} of ${asking}, each with a trace in Jaeger`, unled.length === 0, unled.join("; "));
}

/** A trace in Jaeger to which an exemplar of this query leads, or null. */
async function leads(prometheus, jaeger, query) {
  const ids = (await prometheus.exemplars(query)).flatMap((one) => one.exemplars.map(({ labels }) => labels.trace_id));
  for (const id of new Set(ids)) {
    const trace = await jaeger.trace(id).catch(() => null);
    if (trace) {
      return trace;
    }
  }
  return null;
}

export async function rules(prometheus, report) {
  const { groups } = await prometheus.ask("rules");
  const all = groups.flatMap((one) => one.rules);
  const broken = all.filter((one) => one.health !== "ok").map((one) => `${one.name}: ${one.lastError || one.health}`);
  report.check(`${all.length} alerts evaluated`, all.length > 0 && broken.length === 0, broken.join("; "));
}

/** Waits for this alert, with its shipped durations, and tells what else fires. */
export async function fires(prometheus, report, alert, deadlineMs) {
  const begun = Date.now();
  let firing = [];
  while (!firing.includes(alert) && Date.now() - begun < deadlineMs) {
    await sleep(2_000);
    firing = await prometheus.alerts("firing");
  }
  const after = Math.round((Date.now() - begun) / 1000);
  report.check(`${alert} fires after ${after} s`, firing.includes(alert), `firing: ${firing}`);
  report.check("  and nothing else does", firing.length <= 1, firing.join(", "));
}

/** Waits until what was told until now has arrived everywhere. */
export async function arrived() {
  await sleep(FRESH_MS);
}
