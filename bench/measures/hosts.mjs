// The list of hosts in Chromium: with 5,000 of them, and with one.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { FairleadServer } from "../server.mjs";
import { inChromium, signIn } from "./browser.mjs";
import { watchList } from "./in-list.mjs";
import { median } from "./statistics.mjs";

const HOSTS = 5000;
const LOADS = 7;
/** A name that only its last key leaves alone. */
const SOUGHT = "web-4711";
const SEARCHES = 5;
const PATIENCE_MS = 30_000;

/** From asking for the page to the list painted, keys in its search, and the page's heap; in a new browser each. */
export async function hosts(place) {
  const figures = {};
  for (const count of [1, HOSTS]) {
    const server = new FairleadServer(place, { environment: { FAIRLEAD_HOSTS_PROBE: "false" } }).create();
    writeFileSync(join(server.folder, "servers/bench/hosts.yaml"), hostsYaml(count));
    await server.start();
    try {
      const measured = await inChromium((page) => listOf(page, server));
      const named = Object.entries(measured).map(([name, value]) => [`list of ${count} host${count > 1 ? "s" : ""}: ${name}`, value]);
      Object.assign(figures, Object.fromEntries(named));
    } finally {
      await server.stop();
      server.remove();
    }
  }
  return figures;
}

/** What instances of an account look like; nothing listens there, and nobody asks. */
function hostsYaml(count) {
  const lines = ["hosts:"];
  for (let i = 0; i < count; i++) {
    const key = "/etc/fairlead/id_ed25519";
    lines.push(
      `  - { name: web-${i}, address: 10.0.${i >> 8}.${i & 255}, user: ubuntu, labels: { Team: team-${i % 20}, Stage: test }, ` +
        `authentication: [{ key: ${key} }] }`,
    );
  }
  return lines.join("\n");
}

async function listOf(page, server) {
  await page.addInitScript(watchList);
  await signIn(page, server);
  await painted(page, "listPainted");
  const loads = [];
  for (let i = 0; i < LOADS; i++) {
    await page.reload();
    loads.push(await painted(page, "listPainted"));
  }
  const keys = [];
  const input = page.locator("host-list input[type=search]");
  for (let i = 0; i < SEARCHES; i++) {
    await input.focus();
    for (const key of SOUGHT) {
      await page.keyboard.press(key);
      keys.push(await painted(page, "keyPainted"));
    }
    await input.fill("");
  }
  return {
    "from asking for the page to the list painted, ms": median(loads),
    "key in the search to the frame after it, median, ms": median(keys),
    "the slowest such key, ms": Math.max(...keys),
    "the page's heap after a collection, MiB": await heapMiB(page),
  };
}

/** @param what of `window.list`, in milliseconds */
async function painted(page, what) {
  const millis = await page.evaluate(([name, most]) => window.list[name](most), [what, PATIENCE_MS]);
  if (millis === undefined) {
    throw new Error(`${what}: nothing was painted within ${PATIENCE_MS} ms`);
  }
  return millis;
}

async function heapMiB(page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("HeapProfiler.collectGarbage");
  const { usedSize } = await devtools.send("Runtime.getHeapUsage");
  return usedSize / 2 ** 20;
}
