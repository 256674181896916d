package fairlead.it;

import fairlead.testing.AskingHost;
import fairlead.testing.CopiedServer;
import fairlead.testing.Exported;
import fairlead.testing.OtlpReceiver;
import fairlead.testing.Ports;
import fairlead.testing.RedisServer;
import fairlead.traced.Lookups;
import fairlead.traced.Observed;
import fairlead.traced.Tick;
import io.opentelemetry.proto.trace.v1.Span;
import jakarta.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;

/** What people do in a server that exports all it knows; made once, looked at by many tests. */
final class Journey implements AutoCloseable {
  /** A trace that the client has made up. */
  static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

  private static final String PARENT = "b7ad6b7169203331";

  /** The name that telemetry has of the server. */
  static final String NODE = "journey-1";

  /** So few that a stall of a moment fills the queue. */
  static final int SPANS_WAITING = 64;

  private static final int SPANS_SENT = 32;

  final String typed = "typed-secret-" + System.nanoTime();
  final String answered = "answered-secret-" + System.nanoTime();
  final OtlpReceiver collector = OtlpReceiver.start();
  JsonObject opened;
  JsonObject failed;
  HttpResponse<String> session;
  HttpResponse<String> refused;
  HttpResponse<String> refusedSocket;

  /** Asked for by somebody who is signed in. */
  final Map<String, HttpResponse<String>> missing = new TreeMap<>();

  Echoes whileWell;
  Echoes whileStalled;
  Echoes whileRefused;
  String secondTerminal;
  long keys;
  int redisPort;
  List<Path> logs;

  private Journey() throws IOException {}

  static Journey made() throws Exception {
    Journey journey = new Journey();
    try {
      journey.make();
    } catch (Exception | AssertionError e) {
      journey.close();
      throw e;
    }
    return journey;
  }

  private void make() throws Exception {
    Path directory = Site.directory("telemetry");
    File war = directory.resolve("fairlead.war").toFile();
    Site.war()
        .addClasses(Tick.class, Lookups.class, Observed.class)
        .as(ZipExporter.class)
        .exportTo(war, true);
    try (AskingHost host = AskingHost.echoing(directory);
        RedisServer redis = RedisServer.running()) {
      redisPort = redis.port();
      Files.writeString(
          directory.resolve("hosts.yaml"),
          """
          hosts:
            - name: asks
              address: 127.0.0.1
              port: %d
              user: someone
              host-key-policy: accept-new
              authentication:
                - password
            - name: away
              address: 127.0.0.1
              port: %d
              user: someone
              authentication:
                - password
          """
              .formatted(host.port(), Ports.free()));
      CopiedServer server = Site.copy("journey", war.toPath(), directory, environment());
      try {
        comeIn(server);
        Browserless person = Browserless.signedIn(server.base(), "operator");
        session = person.get("/api/session");
        lookAround(person);
        openDropResumeEnd(person);
        await(() -> !runs().isEmpty());
        typeWhileTheCollectorIsWellStallsAndIsAway(person, server);
        long now = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
        await(() -> measuredSince(now));
      } finally {
        server.close();
      }
      logs = server.logs();
    }
  }

  /** Runs of the health check that went well. */
  List<Span> runs() {
    return collector.spans("HealthCheckRun.run").stream()
        .filter(run -> "success".equals(Exported.attribute(run, "fairlead.timer.outcome")))
        .toList();
  }

  @Override
  public void close() {
    collector.close();
  }

  private Map<String, String> environment() {
    return Map.ofEntries(
        Map.entry("OTEL_SDK_DISABLED", "false"),
        Map.entry("OTEL_SERVICE_NAME", "fairlead"),
        Map.entry("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
        Map.entry("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint()),
        Map.entry("OTEL_METRIC_EXPORT_INTERVAL", "1000"),
        Map.entry("OTEL_BSP_SCHEDULE_DELAY", "200"),
        Map.entry("OTEL_BSP_MAX_QUEUE_SIZE", String.valueOf(SPANS_WAITING)),
        Map.entry("OTEL_BSP_MAX_EXPORT_BATCH_SIZE", String.valueOf(SPANS_SENT)),
        Map.entry("OTEL_BLRP_SCHEDULE_DELAY", "200"),
        Map.entry(
            "OTEL_JAVA_DISABLED_RESOURCE_PROVIDERS",
            "io.opentelemetry.instrumentation.resources.ProcessResourceProvider,"
                + "io.opentelemetry.instrumentation.resources.HostResourceProvider"),
        Map.entry("OTEL_RESOURCE_ATTRIBUTES", "host.name=" + NODE),
        Map.entry("FAIRLEAD_REDIS_ADDRESS", "redis://localhost:" + redisPort),
        Map.entry("FAIRLEAD_HEALTH_INTERVAL", "PT0.5S"),
        Map.entry("FAIRLEAD_HEALTH_TIMER_INTERVAL", "PT5S"),
        Map.entry("FAIRLEAD_LOG_FORMAT", "json"),
        Map.entry("FAIRLEAD_TELEMETRY_TRACE_LINK", "https://jaeger.example.com/trace/{traceId}"));
  }

  private void comeIn(CopiedServer server) throws Exception {
    Browserless nobody = Browserless.at(server.base());
    refused = nobody.get("/api/hosts?token=" + answered);
    refusedSocket = nobody.get("/ws/terminal/");
    nobody.signIn("operator", answered);
    nobody.call("POST", "/sign-in?j_username=operator&j_password=" + answered);
    nobody.get("/sign-in.html?j_password=" + answered);
  }

  private void lookAround(Browserless person) throws Exception {
    Matcher asset = Pattern.compile("/assets/[^\"]+[.]js").matcher(person.get("/").body());
    if (!asset.find()) {
      throw new AssertionError("The page has no script");
    }
    person.get(asset.group());
    for (String path :
        List.of("/nothing/here", "/assets/nothing.js", "/api/nothing", "/ws/nothing")) {
      missing.put(path, person.get(path));
    }
  }

  private void openDropResumeEnd(Browserless person) throws Exception {
    Browserless.Socket socket = person.socket();
    socket.say(
        "{'type':'open','host':'asks','columns':80,'rows':24,'traceparent':'00-%s-%s-01'}"
            .formatted(TRACE, PARENT));
    answer(socket, answered);
    answer(socket, AskingHost.PASSWORD);
    opened = socket.await("opened");
    socket.type(typed);
    socket.awaitOutput(typed);
    socket.say("{'type':'resize','columns':90,'rows':30}");
    socket.say("{'type':'resize','columns':100,'rows':40}");
    await(() -> !collector.spans("terminal.resize").isEmpty());
    socket.abort();
    Browserless.Socket again = person.socket();
    again.startAt(2);
    again.say(
        "{'type':'attach','terminal':'%s','token':'%s','output':2,'input':%d,'columns':80,'rows':24,'traceparent':'00-%s-%s-01'}"
            .formatted(
                opened.getString("terminal"),
                opened.getString("token"),
                typed.length(),
                TRACE,
                PARENT));
    again.await("attached");
    again.awaitOutput(typed.substring(2));
    again.type("\004");
    again.await("ended");
    again.awaitClose();
    Browserless.Socket nowhere = person.socket();
    nowhere.open("missing");
    failed = nowhere.await("failed");
    nowhere.awaitClose();
  }

  private void typeWhileTheCollectorIsWellStallsAndIsAway(Browserless person, CopiedServer server)
      throws Exception {
    Browserless.Socket socket = person.socket();
    socket.open("asks");
    answer(socket, AskingHost.PASSWORD);
    secondTerminal = socket.await("opened").getString("terminal");
    stopReading(socket);
    whileWell = Echoes.of(socket, () -> true);
    collector.stall();
    await(() -> collector.stalled() >= 2);
    whileStalled = Echoes.of(socket, () -> true);
    // More spans than are being sent and than may wait.
    for (int i = 0; i < 2 * (SPANS_SENT + SPANS_WAITING); i++) {
      person.get("/api/session");
    }
    collector.goOn();
    collector.leave();
    whileRefused = Echoes.of(socket, () -> server.said("Failed to export"));
    collector.comeBack();
    keys = socket.outputOffset();
    person.call("DELETE", "/api/terminals/" + secondTerminal);
    socket.await("ended");
  }

  /** A browser that does not draw: output waits for it. */
  private static void stopReading(Browserless.Socket socket) throws Exception {
    byte[] text = new byte[64 * 1024];
    Arrays.fill(text, (byte) 'y');
    socket.neverAcknowledge();
    // More than the host may send to a browser that acknowledges nothing; in two parts, for the
    // credit.
    for (int i = 0; i < 4; i++) {
      socket.type(text);
    }
    socket.awaitBytes(32 * 1024);
    // Time that passes is what is recorded here: a stall has a length. The tests look for its spans
    // and metrics and fail without them, so a host that is not held yet cannot pass for one.
    TimeUnit.MILLISECONDS.sleep(300);
    socket.type(text);
    socket.type(text);
    TimeUnit.MILLISECONDS.sleep(300);
    socket.acknowledgeAgain();
    socket.awaitBytes(6 * text.length);
  }

  private static void answer(Browserless.Socket socket, String value) throws Exception {
    int id = socket.await("prompt").getInt("id");
    socket.say("{'type':'answer','id':" + id + ",'values':['" + value + "']}");
  }

  private boolean measuredSince(long epochNanos) {
    return collector.metrics().stream()
        .filter(metric -> metric.getName().equals("fairlead.terminal.io"))
        .flatMap(metric -> Exported.numbers(metric).stream())
        .anyMatch(point -> point.getTimeUnixNano() > epochNanos);
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("waited in vain");
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }
}
