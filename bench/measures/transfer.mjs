// Whether a terminal feels a transfer of files beside it.
import { readFileSync } from "node:fs";
import { open, rm } from "node:fs/promises";
import { join } from "node:path";
import { SshPeer } from "../peers/ssh.mjs";
import { sleep } from "../place.mjs";
import { echo } from "./feel.mjs";
import { now } from "./statistics.mjs";

/** Bytes; more than goes by in the time that the keys take. */
const SIZE = 8 * 1024 ** 3;
/** Fetches what it is told, with a cookie, and throws it away. In a process of its own: this one only waits for keys. */
const FETCH = `
  const [url, cookie] = process.argv.slice(1);
  const response = await fetch(url, { headers: { Cookie: cookie } });
  if (!response.ok) throw new Error(response.status + " " + (await response.text()));
  for await (const chunk of response.body) chunk.length;`;

/** Keys while a large file is fetched from the same host as fast as it goes: by `sftp` beside `ssh`. */
export async function echoBesideTransfer(place, Peer) {
  const file = join(place.directory, "large");
  const handle = await open(file, "w");
  await handle.truncate(SIZE);
  await handle.close();
  const { child, over } = await (Peer === SshPeer ? sftp : download)(place, file);
  await sleep(1000);
  const [before, start] = [bytesRead(child), now()];
  const figures = await echo(place, Peer, " beside a download");
  const rate = (bytesRead(child) - before) / 1024 ** 2 / ((now() - start) / 1000);
  if (child.exitCode !== null || rate < 1) {
    throw new Error(`the download did not go on beside the keys: ${rate} MiB/s, exit code ${child.exitCode}`);
  }
  await place.stop(child);
  await over();
  await rm(file);
  return { ...figures, "the download meanwhile, MiB/s": rate };
}

async function sftp(place, file) {
  const [user, ...options] = place.sshArguments().reverse();
  const named = options.reverse().map((one) => (one === "-p" ? "-P" : one));
  const child = place.run("sftp", ["-q", ...named, `${user}:${file}`, "/dev/null"], "sftp.log");
  return { child, over: async () => {} };
}

async function download(place, file) {
  const { url, cookie } = place.fairlead;
  const headers = { Cookie: cookie, Origin: url, "X-Fairlead": "1", "Content-Type": "application/json" };
  const call = async (path, init = {}) => await fetch(`${url}${path}`, { ...init, headers });
  const { panel } = await (await call("/api/files", { method: "POST", body: JSON.stringify({ host: place.host }) })).json();
  let state = "opening";
  for (let seen = 0; state === "opening"; ) {
    const told = await (await call(`/api/files/${panel}?seen=${seen}`)).json();
    state = told.state;
    seen = told.version;
  }
  const from = `${url}/api/transfers/${panel}/content?path=${file}`;
  const child = place.run(process.execPath, ["--input-type=module", "-e", FETCH, from, cookie], "download.log");
  return { child, over: () => call(`/api/files/${panel}`, { method: "DELETE" }) };
}

/** What a process has read, encrypted or not, in bytes: proc(5). */
function bytesRead(child) {
  return Number(/rchar: (\d+)/.exec(readFileSync(`/proc/${child.pid}/io`, "utf8"))[1]);
}
