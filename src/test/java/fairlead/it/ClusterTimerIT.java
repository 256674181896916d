package fairlead.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.testing.CopiedServer;
import fairlead.testing.RedisServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Two servers and the Redis that they share: of each tick of the timer, one of them makes the run.
 */
class ClusterTimerIT {
  private static final long INTERVAL_MILLIS = 5_000;
  private static final int TICKS = 4;
  private static final Pattern RUN = Pattern.compile("Health check (\\d+): 200 .*");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXX");

  /**
   * A run as a server's log has it.
   *
   * @param tick which one of the timer, since 1970
   * @param token of its turn
   */
  private record Run(String server, long tick, long token) {}

  @Test
  void eachTickIsOneServersAndWhenItDiesTheOthers() throws Exception {
    Path directory = Site.directory("cluster");
    try (RedisServer redis = RedisServer.running();
        CopiedServer one = start("One", directory, redis);
        CopiedServer other = start("Two", directory, redis)) {
      // In the middle of its tick both are there.
      long first = tickNow() + 1;
      List<Run> shared = awaitRuns(Map.of("one", one, "other", other), first);

      boolean oneDies = shared.get(shared.size() - 1).server().equals("one");
      CopiedServer survivor = oneDies ? other : one;
      (oneDies ? one : other).kill();
      // The tick in which it dies may be lost with it.
      long next = tickNow() + 1;
      List<Run> alone = awaitRuns(Map.of("survivor", survivor), next);

      assertTrue(
          alone.get(0).token() > shared.get(shared.size() - 1).token(),
          "tokens only grow: " + shared + alone);
    }
  }

  /** Exactly one run in each of some ticks, each with a larger token than the one before. */
  private static List<Run> awaitRuns(Map<String, CopiedServer> servers, long first)
      throws Exception {
    while (tickNow() < first + TICKS) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
    List<Run> runs = new ArrayList<>();
    for (Map.Entry<String, CopiedServer> server : servers.entrySet()) {
      runs.addAll(runs(server.getKey(), server.getValue(), first));
    }
    runs.sort(Comparator.comparing(Run::tick));
    assertEquals(
        LongStream.range(first, first + TICKS).boxed().toList(),
        runs.stream().map(Run::tick).toList(),
        runs.toString());
    assertEquals(
        runs.stream().map(Run::token).sorted().distinct().toList(),
        runs.stream().map(Run::token).toList(),
        runs.toString());
    return runs;
  }

  private static List<Run> runs(String name, CopiedServer server, long first) throws Exception {
    List<Run> runs = new ArrayList<>();
    for (Path log : server.logs()) {
      if (log.endsWith("console.log")) {
        for (String line : Files.readAllLines(log)) {
          if (line.startsWith("{") && line.contains("Health check")) {
            JsonObject entry = Json.createReader(new StringReader(line)).readObject();
            Matcher run = RUN.matcher(entry.getString("message"));
            long tick = tick(millis(entry.getString("ibm_datetime")));
            if (run.matches() && tick >= first && tick < first + TICKS) {
              runs.add(new Run(name, tick, Long.parseLong(run.group(1))));
            }
          }
        }
      }
    }
    return runs;
  }

  private static long millis(String datetime) {
    return OffsetDateTime.parse(datetime, TIME).toInstant().toEpochMilli();
  }

  private static long tickNow() {
    return tick(System.currentTimeMillis());
  }

  private static long tick(long millis) {
    return millis / INTERVAL_MILLIS;
  }

  private static CopiedServer start(String name, Path directory, RedisServer redis)
      throws Exception {
    return Site.copy(
        "cluster" + name,
        directory,
        Map.of(
            "FAIRLEAD_REDIS_ADDRESS",
            redis.address(),
            "FAIRLEAD_HEALTH_TIMER_INTERVAL",
            "PT5S",
            "FAIRLEAD_LOG_FORMAT",
            "json"));
  }
}
