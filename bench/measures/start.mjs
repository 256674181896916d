import { spawnSync } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { cpuSeconds, residentKiB } from "../processes.mjs";
import { FairleadServer } from "../server.mjs";

// The JVM archives no classes while a Java agent runs. Liberty's serves monitoring, whose metrics are gone without it.
const NO_AGENT = { WLP_SKIP_BOOTSTRAP_AGENT: "true" };

/**
 * What might make it start sooner. `train`: JVM options of a start beforehand that writes an archive; `use`: those of
 * the starts that are measured; `from`: the first Java that has them; `override`: more of server.xml.
 */
const VARIANTS = {
  "as shipped": {},
  "no agent": { environment: NO_AGENT },
  "no agent, class-data archive": {
    train: "-XX:ArchiveClassesAtExit=ARCHIVE",
    use: "-XX:SharedArchiveFile=ARCHIVE",
    environment: NO_AGENT,
  },
  "no agent, ahead-of-time cache": {
    train: "-XX:AOTCacheOutput=ARCHIVE",
    use: "-XX:AOTCache=ARCHIVE",
    from: 25,
    environment: NO_AGENT,
  },
  "serial collector": { use: "-XX:+UseSerialGC" },
  "no implicit bean archives": { override: '<cdi enableImplicitBeanArchives="false"/>' },
  Jandex: { override: '<applicationManager useJandex="true"/>' },
};

/** To ready, with an empty work area and with that of the start before. */
export function start(place, settings) {
  return startOf(place, "as shipped", settings);
}

/** The same with each of the settings that might help. */
export const comparisons = Object.keys(VARIANTS).map((name) => (place, _, settings) => startOf(place, name, settings));

async function startOf(place, name, { heap }) {
  const { train, use, from = 0, environment, override } = VARIANTS[name];
  if (javaVersion() < from) {
    return {};
  }
  const archive = join(place.directory, `archive-${Date.now()}`);
  const options = (jvm = "") => jvm.replaceAll("ARCHIVE", archive);
  if (train) {
    const trained = new FairleadServer(place, { heap, jvm: options(train), environment }).create();
    await trained.start();
    await trained.check();
    await trained.stop();
    trained.remove();
    // The JVM says nothing when it is told to use one that is not there.
    if (!existsSync(archive)) {
      throw new Error(`${options(train)} wrote nothing`);
    }
  }
  const server = new FairleadServer(place, { heap, jvm: options(use), environment, override }).create();
  const cold = await server.start({ clean: true });
  await server.stop();
  const warm = await server.start();
  const figures = {
    "cold, ms": cold,
    "warm, ms": warm,
    "warm, CPU s": cpuSeconds(server.pid),
    "warm, resident MiB": residentKiB(server.pid) / 1024,
  };
  await server.check();
  await server.stop();
  server.remove();
  rmSync(archive, { force: true });
  return Object.fromEntries(Object.entries(figures).map(([what, value]) => [`start to ready (${name}), ${what}`, value]));
}

function javaVersion() {
  const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, "bin/java") : "java";
  const { stderr } = spawnSync(java, ["-XshowSettings:properties", "-version"], { encoding: "utf8" });
  return Number(/ java\.specification\.version = (\d+)/.exec(stderr)[1]);
}
