import { search, type Found, type Query } from "./matches";

/** Searches beside the page: some regular expressions take years for a single line, and only a worker can be stopped. */
onmessage = ({ data }: MessageEvent<Query>): void => {
  // It has been loaded: the time of the search counts from here.
  postMessage({ matches: [], done: false } satisfies Found);
  for (const found of search(data)) {
    postMessage(found);
  }
};
