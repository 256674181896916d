import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { FairleadServer } from "../server.mjs";
import { FairleadPeer } from "./fairlead.mjs";

/** Fairlead as another checkout has it, built: a server of its own beside the one that is measured. */
export async function otherFairlead(place, folder, settings) {
  const checkout = resolve(folder);
  if (!existsSync(join(checkout, "target/fairlead.war"))) {
    throw new Error(`--against ${folder}: there is no target/fairlead.war (expected: a checkout that is built)`);
  }
  const fairlead = new FairleadServer(place, { ...settings, checkout, jvm: process.env.FAIRLEAD_BENCH_OTHER_JVM }).create();
  await fairlead.start();
  await fairlead.signIn();
  return class extends FairleadPeer {
    static title = "the other";

    constructor(here) {
      super(Object.create(here, { fairlead: { value: fairlead } }));
    }
  };
}
