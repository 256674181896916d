// The second net: what somebody might tell by mistake is sent straight to the collector, which masks it.
import { randomBytes } from "node:crypto";
import { sleep } from "../../bench/place.mjs";
import { PLANTED } from "./journey.mjs";

const MASK = "****";
const SERVICE = "careless";

const text = (key, value) => ({ key, value: { stringValue: value } });
const nanos = () => `${Date.now()}000000`;

/** Where a secret is hidden, by what should become of it. */
const careless = [
  text("fairlead.password", PLANTED),
  text("some.text", `Authorization: Bearer ${PLANTED}`),
  text("a.url", `https://ada:${PLANTED}@example.com/`),
  text("said", `password=${PLANTED}`),
  text("http.request.header.authorization", PLANTED),
  text("url.query", `code=${PLANTED}`),
  text("user_agent.original", PLANTED),
];

export async function secrets(stack, jaeger, report) {
  const traceId = randomBytes(16).toString("hex");
  const resource = { attributes: [text("service.name", SERVICE), text("host.name", SERVICE), text("process.command_line", `java -Dp=${PLANTED}`)] };
  const scope = { name: "try" };
  const exception = {
    name: "exception",
    timeUnixNano: nanos(),
    attributes: [
      text("exception.type", "java.io.IOException"),
      text("exception.message", `wrong: ${PLANTED}`),
      text("exception.stacktrace", `java.io.IOException: wrong: ${PLANTED}\n\tat a.B.c(B.java:1)\nCaused by: a.B$C: ${PLANTED}\n\tat a.B.d(B.java:2)\n`),
    ],
  };
  const span = {
    traceId,
    spanId: randomBytes(8).toString("hex"),
    name: "careless",
    kind: 1,
    startTimeUnixNano: nanos(),
    endTimeUnixNano: nanos(),
    attributes: careless,
    events: [exception],
    status: { code: 2, message: PLANTED },
  };
  const record = {
    timeUnixNano: nanos(),
    severityText: "INFO",
    body: { stringValue: `careless line: password=${PLANTED}` },
    attributes: [...careless, ...exception.attributes],
  };
  const point = { attributes: careless, timeUnixNano: nanos(), asDouble: 1 };
  await send(stack, "traces", { resourceSpans: [{ resource, scopeSpans: [{ scope, spans: [span] }] }] });
  await send(stack, "logs", { resourceLogs: [{ resource, scopeLogs: [{ scope, logRecords: [record] }] }] });
  await send(stack, "metrics", {
    resourceMetrics: [{ resource, scopeMetrics: [{ scope, metrics: [{ name: "careless", gauge: { dataPoints: [point] } }] }] }],
  });
  await sleep(5_000);

  const seen = await jaeger.trace(traceId);
  clean(report, "an attribute, a header, an exception of a span", JSON.stringify(seen));
  const tags = Object.fromEntries(seen.spans[0].tags.map(({ key, value }) => [key, value]));
  report.check("  the key says what was masked", tags["fairlead.password"] === MASK, tags["fairlead.password"]);
  report.check("  the rest of a value stays", `${tags["some.text"]}`.startsWith("Authorization"), tags["some.text"]);
  const logged = JSON.stringify(seen.spans[0].logs);
  report.check("  the exception keeps its types and frames", logged.includes("a.B.c(B.java:1)") && logged.includes("Caused by: a.B$C"), logged);
  const scraped = await (await fetch(`http://127.0.0.1:${stack.ports.metrics}/metrics`)).text();
  report.check("a metric arrived", scraped.includes("careless"));
  clean(report, "an attribute of a metric", scraped);
  const printed = stack.printed();
  report.check("a log line arrived", printed.includes("careless line"));
  clean(report, "a log line, with its attributes", printed);
  const everything = JSON.stringify(await jaeger.everything());
  clean(report, "what people typed, and sent in headers and queries, in all traces of Fairlead", everything);
}

function clean(report, where, told) {
  const at = told.indexOf(PLANTED);
  report.check(`the secret is masked in ${where}`, at < 0, told.slice(Math.max(0, at - 200), at + 60));
}

async function send(stack, signal, body) {
  const answer = await fetch(`${stack.otlp}/v1/${signal}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) {
    throw new Error(`${signal}: ${answer.status} ${await answer.text()}`);
  }
}
