import { search, type Found, type Query } from "./matches";

/** Runs searches in a worker, because some regular expressions take years for a single line, and only a worker can be stopped. */
onmessage = ({ data }: MessageEvent<Query>): void => {
  // Tells that the worker is loaded: the search's time limit starts now.
  postMessage({ matches: [], done: false } satisfies Found);
  for (const found of search(data)) {
    postMessage(found);
  }
};
