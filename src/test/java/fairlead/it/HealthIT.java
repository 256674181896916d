package fairlead.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.testing.Ports;
import fairlead.testing.RedisServer;
import fairlead.traced.NewProbe;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** Health as its askers see it, with a Redis that comes late, goes and comes back. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@TestMethodOrder(OrderAnnotation.class)
class HealthIT {
  private static final Pattern CHECK =
      Pattern.compile("\\| `([a-z-]+)` \\| `(/health/[a-z]+)`[^|]*\\|[^|]+\\|[^|]+\\|");

  private static RedisServer redis;

  @Deployment(testable = false)
  static WebArchive war() throws IOException {
    hosts("hosts: [");
    redis = RedisServer.onPort(Ports.free());
    String settings =
        """
        fairlead.redis.address=%s
        fairlead.redis.retry-delay-maximum=PT1S
        fairlead.health.interval=PT0.2S
        fairlead.health.turns=2
        fairlead.health.timer-interval=PT5S
        """
            .formatted(redis.address());
    return Site.war()
        .addClass(NewProbe.class)
        .addAsResource(new StringAsset(settings), "META-INF/microprofile-config.properties");
  }

  @AfterAll
  static void stopRedis() {
    redis.close();
  }

  @Test
  @Order(1)
  void aHostsFileThatWasNeverGoodIsDownAndOneThatBreaksLaterIsOnlyNamed() throws Exception {
    JsonObject broken = awaitCheck("hosts-file", "DOWN", "why", "hosts.yaml");
    assertTrue(broken.getJsonObject("data").containsKey("since"));
    assertEquals(503, Browserless.at(base()).get("/health/ready").statusCode());

    hosts("hosts: []\n");
    awaitCheck("hosts-file", "UP", "since", "20");
    hosts("hosts: [ broken again");
    awaitCheck("hosts-file", "UP", "note", "stays in use");
    hosts("hosts: []\n");
  }

  @Test
  @Order(2)
  void healthFollowsRedisAndTheServerServesWithoutIt() throws Exception {
    // The application has started without Redis.
    awaitHealth("/health/started", 200, "started");
    // Nothing that people do needs it: it is shown, and people are still sent here.
    JsonObject down = awaitCheck("redis", "UP", "found", "down");
    assertEquals("Redis cannot be reached.", down.getJsonObject("data").getString("why"));
    assertTrue(down.getJsonObject("data").getString("since").startsWith("20"));
    awaitHealth("/health/ready", 200, "redis");
    assertEquals(200, Browserless.at(base()).get("/health/live").statusCode());
    assertEquals(200, Browserless.signedIn(base(), "operator").get("/api/hosts").statusCode());
    HttpResponse<String> refused = Browserless.at(base()).get("/health-check/");
    assertEquals(503, refused.statusCode());
    assertEquals("error", json(refused).getString("status"));
    assertEquals("redis", json(refused).getString("cache"));

    redis.start();
    awaitFoundUp();
    HttpResponse<String> answer = Browserless.at(base()).get("/health-check/");
    assertEquals(200, answer.statusCode());
    assertEquals("{\"status\":\"ok\",\"cache_value\":\"pong\",\"cache\":\"redis\"}", answer.body());
    assertEquals("*0", redis.say("KEYS fairlead:cache:*"), "the key was removed");

    // The server's own timer calls it too, and takes its turn for that.
    await("a turn", () -> ":1".equals(redis.say("EXISTS fairlead:turn:health-check")));
    awaitLog("200 {\"status\":\"ok\",\"cache_value\":\"pong\",\"cache\":\"redis\"}");

    redis.kill();
    awaitCheck("redis", "UP", "found", "down");
    assertEquals(200, Browserless.at(base()).get("/health/ready").statusCode());
    assertEquals(200, Browserless.at(base()).get("/health/live").statusCode());
    redis.start();
    awaitFoundUp();
  }

  @Test
  @Order(3)
  void aNewProbeIsListedBecauseItIsThere() throws Exception {
    awaitCheck("new-probe", "UP", "note", "It looked.");
    JsonObject ready = json(Browserless.at(base()).get("/health/ready"));
    assertEquals(
        Set.of(
            "accounts",
            "capacity",
            "disk",
            "draining",
            "hosts-file",
            "new-probe",
            "policy-file",
            "redis"),
        names(ready));
    JsonObject live = json(Browserless.at(base()).get("/health/live"));
    assertEquals(Set.of("server"), names(live));
  }

  @Test
  @Order(4)
  void theDocumentSaysOfEveryCheckWhatItDoesAndOfNoOther() throws Exception {
    Map<String, Set<String>> served = new TreeMap<>();
    for (String path : List.of("/health/live", "/health/ready", "/health/started")) {
      served.put(path, names(json(Browserless.at(base()).get(path))));
    }
    served.get("/health/ready").remove("new-probe");
    Map<String, Set<String>> documented = new TreeMap<>();
    Path document = Path.of(System.getProperty("basedir"), "docs/OPERATIONS.md");
    for (String line : Files.readAllLines(document)) {
      Matcher row = CHECK.matcher(line);
      if (row.matches()) {
        documented.computeIfAbsent(row.group(2), path -> new HashSet<>()).add(row.group(1));
      }
    }
    assertEquals(served, documented);
  }

  private static Set<String> names(JsonObject health) {
    return health.getJsonArray("checks").getValuesAs(JsonObject.class).stream()
        .map(one -> one.getString("name"))
        .collect(Collectors.toSet());
  }

  private static void awaitFoundUp() throws Exception {
    await(
        "a Redis that is up",
        () ->
            json(Browserless.at(base()).get("/health/ready"))
                .getJsonArray("checks")
                .getValuesAs(JsonObject.class)
                .stream()
                .filter(one -> one.getString("name").equals("redis"))
                .noneMatch(one -> one.getJsonObject("data").containsKey("found")));
  }

  private static JsonObject awaitHealth(String path, int status, String check) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (true) {
      HttpResponse<String> answer = Browserless.at(base()).get(path);
      if (answer.statusCode() == status) {
        for (JsonObject one : json(answer).getJsonArray("checks").getValuesAs(JsonObject.class)) {
          if (one.getString("name").equals(check)) {
            return one;
          }
        }
      }
      assertTrue(System.nanoTime() < deadline, path + ": " + answer.body());
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  /** Until readiness has this check in this state, with this text among its data. */
  private static JsonObject awaitCheck(String check, String status, String key, String text)
      throws Exception {
    List<JsonObject> found = new ArrayList<>();
    await(
        check + " " + status + " with " + text,
        () -> {
          found.clear();
          json(Browserless.at(base()).get("/health/ready")).getJsonArray("checks").stream()
              .map(JsonValue::asJsonObject)
              .filter(one -> one.getString("name").equals(check))
              .filter(one -> one.getString("status").equals(status))
              .filter(one -> one.containsKey("data"))
              .filter(one -> one.getJsonObject("data").getString(key, "").contains(text))
              .forEach(found::add);
          return !found.isEmpty();
        });
    return found.get(0);
  }

  private static String base() throws IOException {
    return "http://localhost:" + bootstrap("fairlead.http.port");
  }

  private static void hosts(String text) throws IOException {
    Path directory = Path.of(bootstrap("FAIRLEAD_IT_DIRECTORY"));
    Files.writeString(Files.createDirectories(directory).resolve("hosts.yaml"), text);
  }

  /** What the build has set for the server that Arquillian starts. */
  private static String bootstrap(String name) throws IOException {
    Properties properties = new Properties();
    try (Reader file = Files.newBufferedReader(server().resolve("bootstrap.properties"))) {
      properties.load(file);
    }
    return properties.getProperty(name);
  }

  private static Path server() {
    Path servers = Path.of(System.getProperty("it.wlp.home"), "usr/servers");
    return servers.resolve(System.getProperty("it.model"));
  }

  private static JsonObject json(HttpResponse<String> answer) {
    return Json.createReader(new StringReader(answer.body())).readObject();
  }

  private static void await(String what, Callable<Boolean> holds) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!holds.call()) {
      assertTrue(System.nanoTime() < deadline, "waited in vain for " + what);
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private static void awaitLog(String text) throws Exception {
    Path log = server().resolve("logs/messages.log");
    await(text, () -> Files.readString(log, StandardCharsets.ISO_8859_1).contains(text));
  }
}
