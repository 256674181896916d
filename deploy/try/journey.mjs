// What people do on one node, and what goes wrong for them: enough for every panel of the dashboards.
import { randomBytes } from "node:crypto";
import { userInfo } from "node:os";
import { join } from "node:path";
import { FairleadPeer } from "../../bench/peers/fairlead.mjs";
import { sleep } from "../../bench/place.mjs";

/** One key a second is measured; each pass has so many. */
const KEYS = 6;

/** What must not be seen anywhere: it is sent where telemetry might take it from. */
export const PLANTED = `planted-${randomBytes(8).toString("hex")}`;

/**
 * @param {object} place whose `fairlead` is the node, signed in
 * @returns {Promise<string>} the trace of the terminal that was opened
 */
export async function journey(place) {
  await lookAround(place);
  await refusals(place);
  const trace = await terminal(place);
  await question(place);
  await files(place);
  return trace;
}

async function lookAround(place) {
  for (const path of ["/", "/api/session", "/api/hosts", `/api/hosts?token=${PLANTED}`, "/health-check/"]) {
    const answer = await call(place, path, {
      headers: { "User-Agent": `Bearer ${PLANTED}`, Authorization: `Basic ${PLANTED}` },
    });
    await answer.text();
  }
}

async function refusals(place) {
  const { url } = place.fairlead;
  await fetch(`${url}/sign-in`, {
    method: "POST",
    redirect: "manual",
    headers: { Origin: url },
    body: new URLSearchParams({ j_username: "operator", j_password: PLANTED }),
  });
  await fetch(`${url}/api/hosts`);
  for (const host of ["missing", "away"]) {
    await open(place, host).catch((refused) => console.error(`  ${host}: ${refused.message.split("\n")[0]}`));
  }
}

/** Opened, typed into, stalled, cut off, taken up again, ended. */
async function terminal(place) {
  const peer = await open(place, place.host);
  const trace = peer.traceparent.split("-")[1];
  peer.say({ type: "resize", columns: 100, rows: 40 });
  await keys(peer);
  // A reader that acknowledges nothing for a while.
  peer.stop();
  peer.type("head -c 3000000 /dev/zero | tr '\\0' y\n");
  await sleep(2_000);
  peer.start();
  await peer.until(() => peer.parsed > 3_000_000);
  await keys(peer);
  peer.drop();
  await sleep(1_000);
  await peer.attach();
  await keys(peer);
  peer.close();
  return trace;
}

async function keys(peer) {
  for (let i = 0; i < KEYS; i++) {
    const back = peer.until(() => true);
    peer.type("x\u0015");
    await back;
    await sleep(1_100);
  }
}

/** A host that asks for a password, which is wrong. */
async function question(place) {
  const peer = new AskedPeer({ __proto__: place, host: "asks" });
  await peer.open().catch((refused) => console.error(`  asks: ${refused.message.split("\n")[0]}`));
}

async function files(place) {
  const headers = { "X-Fairlead": "1", "Content-Type": "application/json" };
  const body = JSON.stringify({ host: place.host });
  const { panel } = await (await call(place, "/api/files", { method: "POST", headers, body })).json();
  let told = { state: "opening", version: 0 };
  while (told.state === "opening") {
    told = await (await call(place, `/api/files/${panel}?seen=${told.version}`)).json();
  }
  const path = join(place.directory, "uploaded");
  const key = randomBytes(8).toString("hex");
  const content = randomBytes(100_000);
  await expect(call(place, `/api/files/${panel}/entries?path=${place.directory}`));
  await expect(
    call(place, `/api/transfers/${panel}/upload?path=${path}&key=${key}&offset=0&size=${content.length}&overwrite=false`, {
      method: "POST",
      headers: { "X-Fairlead": "1", "Content-Type": "application/octet-stream" },
      body: content,
    }),
  );
  const back = await expect(call(place, `/api/transfers/${panel}/content?path=${path}`));
  if (!content.equals(Buffer.from(back))) {
    throw new Error(`downloaded ${back.byteLength} bytes that are not the ${content.length} uploaded ones`);
  }
  await expect(call(place, `/api/files/${panel}/entry?path=${path}`, { method: "DELETE", headers: { "X-Fairlead": "1" } }));
  await expect(call(place, `/api/files/${panel}`, { method: "DELETE", headers: { "X-Fairlead": "1" } }));
}

/** hosts.yaml of a node: one that opens, one that asks for a password, one at which nobody listens. */
export function hosts(place, nobody) {
  const at = (port) => `address: 127.0.0.1, port: ${port}, user: ${userInfo().username}, host-key-policy: accept-new`;
  return [
    "hosts:",
    `  - { name: ${place.host}, ${at(place.sshPort)}, authentication: [{ key: ${join(place.directory, "key")} }] }`,
    `  - { name: asks, ${at(place.sshPort)}, authentication: [password] }`,
    `  - { name: away, ${at(nobody)}, authentication: [password] }`,
    "",
  ].join("\n");
}

async function open(place, host) {
  const peer = new TracedPeer({ __proto__: place, host });
  await peer.open();
  return peer;
}

/** Keeps the trace that the server tells. */
class TracedPeer extends FairleadPeer {
  told(message) {
    this.traceparent = message.type === "opened" ? message.traceparent : this.traceparent;
    super.told(message);
  }
}

/** Answers each question, wrongly. */
class AskedPeer extends FairleadPeer {
  told(message) {
    if (message.type === "prompt") {
      this.say({ type: "answer", id: message.id, values: message.fields.map(() => PLANTED) });
    }
    super.told(message);
  }
}

async function expect(answering) {
  const answer = await answering;
  if (!answer.ok) {
    throw new Error(`${answer.url}: ${answer.status} ${await answer.text()}`);
  }
  return await answer.arrayBuffer();
}

function call(place, path, { headers, ...init } = {}) {
  const { url, cookie } = place.fairlead;
  return fetch(`${url}${path}`, { ...init, headers: { Origin: url, ...headers, Cookie: cookie } });
}
