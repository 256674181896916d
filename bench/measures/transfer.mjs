// Whether a terminal feels a transfer of files beside it.
import { open, rm } from "node:fs/promises";
import { join } from "node:path";
import { sleep } from "../place.mjs";
import { echo } from "./feel.mjs";
import { now } from "./statistics.mjs";

/** Bytes; more than goes by in the time that the keys take. */
const SIZE = 4 * 1024 ** 3;

/** Keys while a large file is fetched from the same host as fast as it goes. */
export async function echoBesideTransfer(place, Peer) {
  const file = join(place.directory, "large");
  const handle = await open(file, "w");
  await handle.truncate(SIZE);
  await handle.close();
  const call = caller(place);
  const { panel } = await (await call("/api/files", { method: "POST", body: JSON.stringify({ host: place.host }) })).json();
  let state = "opening";
  for (let seen = 0; state === "opening"; ) {
    const told = await (await call(`/api/files/${panel}?seen=${seen}`)).json();
    state = told.state;
    seen = told.version;
  }
  const stop = new AbortController();
  let bytes = 0;
  const start = now();
  const fetching = (async () => {
    const response = await call(`/api/transfers/${panel}/content?path=${file}`, { signal: stop.signal });
    if (!response.ok) {
      throw new Error(`the download: ${response.status} ${await response.text()}`);
    }
    for await (const chunk of response.body) {
      bytes += chunk.length;
    }
  })().catch((error) => {
    if (!stop.signal.aborted) {
      throw error;
    }
  });
  await sleep(500);
  const figures = await echo(place, Peer, " beside a download");
  const rate = bytes / 1024 ** 2 / ((now() - start) / 1000);
  if (bytes === 0 || bytes === SIZE) {
    throw new Error(`the download did not go on beside the keys: ${bytes} bytes`);
  }
  stop.abort();
  await fetching;
  await call(`/api/files/${panel}`, { method: "DELETE" });
  await rm(file);
  return { ...figures, "the download meanwhile, MiB/s": rate };
}

function caller(place) {
  const { url, cookie } = place.fairlead;
  const headers = { Cookie: cookie, Origin: url, "X-Fairlead": "1", "Content-Type": "application/json" };
  return (path, init = {}) => fetch(`${url}${path}`, { ...init, headers });
}
