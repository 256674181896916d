// The real page in Chromium, from a key to the frame that shows what came of it.
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { sleep } from "../place.mjs";
import { makeStopwatch } from "./in-page.mjs";
import { median, now, percentile } from "./statistics.mjs";

const EXECUTABLE = process.env.CHROMIUM ?? "/usr/bin/chromium";
const FLAGS = [
  ...["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
  ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
];
const KEYS = 200;
const KEYS_WARM = 20;
const FRAMES = 60;
const BYTES = 20_000_000;
const INTERRUPTS = 5;
const PATIENCE_MS = 30_000;

/** Whether there is a Chromium to measure in; `CHROMIUM` says where. */
export const browserAvailable = () => existsSync(EXECUTABLE);

/** A page in a browser of its own, with a profile that is new and empty. */
export async function inChromium(measure) {
  const chrome = await chromium.launch({ executablePath: EXECUTABLE, headless: false, args: FLAGS });
  try {
    const page = await chrome.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(PATIENCE_MS);
    return await measure(page);
  } finally {
    await chrome.close();
  }
}

/** Each in a browser of its own: one may fail and the others not. */
export const inBrowser = [keys, flood, ...["yes", "coloured log"].map((name) => (page, log) => interrupts(page, log, name))].map(
  (measure) => async (place) => {
    const log = join(place.directory, "coloured.log");
    writeFileSync(log, colouredLog());
    return inChromium(async (page) => {
      await openTerminal(place, page);
      const figures = await measure(page, log);
      const renderer = await page.evaluate(() => window.stopwatch.renderer());
      const named = Object.entries(figures).map(([name, value]) => [`Chromium, ${renderer}: ${name}`, value]);
      return Object.fromEntries(named);
    });
  },
);

/** By the form, as a person does; the list of hosts comes next. */
export async function signIn(page, { url, password }) {
  await page.goto(url);
  await page.fill("#name", "operator");
  await page.fill("#password", password);
  await page.click("button[type=submit]");
}

async function openTerminal(place, page) {
  await signIn(page, place.fairlead);
  await page.click("host-list button.host");
  await page.getByText("Connected to bench", { exact: true }).waitFor();
  await page.evaluate(makeStopwatch);
  await run(page, "exec sh", () => true);
  await command(page, "PS1=; stty -echo");
}

/** Types a line, and waits until the screen says something. */
async function run(page, line, said) {
  await page.keyboard.type(line);
  await page.keyboard.press("Enter");
  const deadline = now() + PATIENCE_MS;
  while (!said(await screen(page))) {
    if (now() > deadline) {
      throw new Error(`the page never showed what was waited for, but, at its end: ${(await screen(page)).trimEnd().slice(-200)}`);
    }
    await sleep(20);
  }
}

const screen = (page) =>
  page.evaluate(() => {
    const { buffer, rows } = document.querySelector("fairlead-app").activeTab.terminal;
    const from = buffer.active.viewportY;
    return Array.from({ length: rows }, (_, i) => buffer.active.getLine(from + i)?.translateToString(true) ?? "").join("\n");
  });

let marks = 0;

async function command(page, line) {
  const mark = ++marks;
  await run(page, `${line}; echo done-${mark}-$((6*7))`, (text) => text.includes(`done-${mark}-42`));
}

/** Keys to painted characters: through the host and back, and, for what the browser alone takes, not at all. */
async function keys(page) {
  await run(page, "clear; stty echo -icanon min 1; echo cat-$((6*7)); cat > /dev/null", (text) => text.includes("cat-42"));
  const frame = await page.evaluate((count) => window.stopwatch.frame(count), FRAMES);
  const local = await press(page, true);
  const host = await press(page, false);
  await page.keyboard.press("Control+C");
  await command(page, "stty sane -echo");
  return {
    "a frame, ms": frame,
    "key to painted character p50, ms": median(host),
    "key to painted character p95, ms": percentile(host, 95),
    "key to painted character p50, frames": median(host) / frame,
    "key to painted character p95, frames": percentile(host, 95) / frame,
    "the same drawn without a server p50, ms": median(local),
    "the same drawn without a server p95, ms": percentile(local, 95),
  };
}

/** Presses a key and gives the milliseconds until what was awaited is painted. */
async function shownAfter(page, key) {
  await page.keyboard.press(key);
  const millis = await page.evaluate((patience) => window.stopwatch.figure(patience), PATIENCE_MS);
  if (millis === undefined) {
    throw new Error(`nothing came of ${key}; the page shows, at its end: ${(await screen(page)).trimEnd().slice(-200)}`);
  }
  return millis;
}

async function press(page, local) {
  await page.evaluate((yes) => window.stopwatch.echoLocally(yes), local);
  const times = [];
  for (let i = 0; i < KEYS + KEYS_WARM; i++) {
    await page.evaluate(() => window.stopwatch.awaitEcho());
    times.push(await shownAfter(page, "x"));
    // At any point of a frame, as a person's keys are.
    await sleep(20 + Math.random() * 30);
  }
  await page.evaluate(() => window.stopwatch.echoLocally(false));
  return times.slice(KEYS_WARM);
}

/** 20 MB of a coloured log, drawn. */
async function flood(page, log) {
  await page.evaluate(() => window.stopwatch.longestTask());
  const before = await page.evaluate(() => window.stopwatch.parsed());
  const start = now();
  await command(page, `cat ${log}`);
  const seconds = (now() - start) / 1000;
  const parsed = (await page.evaluate(() => window.stopwatch.parsed())) - before;
  if (parsed < BYTES) {
    throw new Error(`${parsed} bytes of ${BYTES} were drawn`);
  }
  return {
    "20 MB of coloured log drawn, s": seconds,
    "the longest task meanwhile, ms (0: none above 50)": await page.evaluate(() => window.stopwatch.longestTask()),
  };
}

/** Ctrl-C in the middle of a flood, to the frame that shows the prompt. */
async function interrupts(page, log, flood) {
  const line = flood === "yes" ? "yes" : `while cat ${log}; do :; done`;
  const times = [];
  for (let i = 0; i < INTERRUPTS; i++) {
    await page.keyboard.type(`PS1=@pro''mpt@; ${line}`);
    await page.keyboard.press("Enter");
    await sleep(1500);
    // The PTY drops what waits in it: the first @ may end an escape sequence that was cut short.
    await page.evaluate(() => window.stopwatch.awaitPrompt("prompt@"));
    times.push(await shownAfter(page, "Control+C"));
    await command(page, "PS1=");
  }
  return {
    [`Ctrl-C to prompt painted, ${flood}, ms`]: median(times),
    [`the slowest of ${INTERRUPTS}, ${flood}, ms`]: Math.max(...times),
  };
}

function colouredLog() {
  const lines = [];
  const levels = ["\u001b[32mINFO\u001b[0m ", "\u001b[33mWARN\u001b[0m ", "\u001b[1;31mERROR\u001b[0m"];
  for (let size = 0, i = 0; size < BYTES; i++) {
    const line = `\u001b[2m12:00:${String(i % 60).padStart(2, "0")}.${i % 1000}\u001b[0m ${levels[i % 3]} [worker-${i % 16}] request ${i} answered in ${(i * 7) % 900} ms, /api/orders/${i * 31}\n`;
    lines.push(line);
    size += line.length;
  }
  return lines.join("");
}
