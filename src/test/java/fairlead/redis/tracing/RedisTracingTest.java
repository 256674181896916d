package fairlead.redis.tracing;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.testing.RedisServer;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.redisson.Redisson;
import org.redisson.api.BatchOptions;
import org.redisson.api.RBatch;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisException;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Config;
import org.redisson.config.EqualJitterDelay;

/** A real client and a real server; what they have done is asked of an exporter in memory. */
@Timeout(60)
@SuppressWarnings("FutureReturnValueIgnored") // a batch gives each of its commands one
class RedisTracingTest {
  @RegisterExtension
  static final OpenTelemetryExtension TELEMETRY = OpenTelemetryExtension.create();

  /** What a key may be called and is shown, a letter each. */
  static final String NAMES = "abcdefghijklmnop";

  private static final String SECRET = "hunter2-in-redis";
  private static RedisServer server;

  private RedissonClient client;

  @BeforeAll
  static void startServer() throws Exception {
    server = RedisServer.running();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void connect() {
    Config config = config(server.address());
    tracing(TELEMETRY.getOpenTelemetry()).install(config);
    client = Redisson.create(config);
    // The very first command brings Redisson's own with it, to see what the server can do.
    client.getBucket("warm").get();
    TELEMETRY.clearSpans();
  }

  @AfterEach
  void disconnect() {
    client.shutdown(0, 2, TimeUnit.SECONDS);
  }

  static RedisTracing tracing(OpenTelemetry telemetry) {
    Set<String> words = new HashSet<>(List.of(NAMES.split("")));
    words.addAll(List.of("app", "cache", "lock"));
    return new RedisTracing(telemetry, words, Set.of());
  }

  static Config config(String address) {
    Config config = new Config();
    config.setCodec(StringCodec.INSTANCE);
    config.setLazyInitialization(true);
    config
        .useSingleServer()
        .setAddress(address)
        .setConnectionPoolSize(8)
        .setConnectionMinimumIdleSize(8)
        .setSubscriptionConnectionMinimumIdleSize(0)
        .setTimeout(1000)
        .setRetryAttempts(1)
        .setRetryDelay(new EqualJitterDelay(Duration.ofMillis(50), Duration.ofMillis(200)))
        .setReconnectionDelay(new EqualJitterDelay(Duration.ofMillis(50), Duration.ofMillis(200)));
    return config;
  }

  /** Does something below a span, and gives the spans of it that are not that one. */
  private List<SpanData> traced(Runnable work) throws Exception {
    Span parent = caller();
    try (Scope scope = parent.makeCurrent()) {
      assertNotNull(scope);
      work.run();
    } finally {
      parent.end();
    }
    List<SpanData> spans =
        awaitSpans(one -> one.getTraceId().equals(parent.getSpanContext().getTraceId()));
    for (SpanData span : spans) {
      assertEquals(parent.getSpanContext().getSpanId(), span.getParentSpanId(), span.getName());
      assertEquals(SpanKind.CLIENT, span.getKind());
    }
    return spans;
  }

  private static List<SpanData> awaitSpans(Predicate<SpanData> wanted) throws Exception {
    List<SpanData> found = new ArrayList<>();
    awaitTrue(
        () -> {
          found.clear();
          TELEMETRY.getSpans().stream()
              .filter(one -> !one.getName().equals("caller"))
              .filter(wanted)
              .forEach(found::add);
          return !found.isEmpty();
        });
    return found;
  }

  private static void awaitTrue(java.util.function.BooleanSupplier condition) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, "waited in vain: " + TELEMETRY.getSpans());
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  @Test
  void aCommandIsAClientSpanBelowItsCallersAndNamesTheLineOfCode() throws Exception {
    SpanData span =
        traced(() -> client.getBucket("app:cache:" + SECRET).set(SECRET, Duration.ofMinutes(1)))
            .get(0);
    assertEquals("PSETEX app:cache:?", span.getName());
    assertEquals("redis", span.getAttributes().get(stringKey("db.system.name")));
    assertEquals("PSETEX", span.getAttributes().get(stringKey("db.operation.name")));
    assertEquals("PSETEX app:cache:? ? ?", span.getAttributes().get(stringKey("db.query.text")));
    assertEquals("app:cache:?", span.getAttributes().get(stringKey("fairlead.redis.key")));
    assertEquals(3, span.getAttributes().get(longKey("fairlead.redis.arguments")));
    assertEquals("0", span.getAttributes().get(stringKey("db.namespace")));
    assertEquals("127.0.0.1", span.getAttributes().get(stringKey("server.address")));
    assertEquals(server.port(), span.getAttributes().get(longKey("server.port")));
    assertEquals("127.0.0.1", span.getAttributes().get(stringKey("network.peer.address")));
    assertEquals(server.port(), span.getAttributes().get(longKey("network.peer.port")));
    assertEquals(
        RedisTracingTest.class.getName()
            + ".aCommandIsAClientSpanBelowItsCallersAndNamesTheLineOfCode",
        span.getAttributes().get(stringKey("code.function.name")));
    assertEquals(
        "fairlead/redis/tracing/RedisTracingTest.java",
        span.getAttributes().get(stringKey("code.file.path")));
    assertTrue(span.getAttributes().get(longKey("code.line.number")) > 100);
    assertEquals(StatusCode.UNSET, span.getStatus().getStatusCode());
    assertNull(span.getAttributes().get(stringKey("error.type")));
    assertFalse(span.toString().contains(SECRET));
  }

  @Test
  void anErrorIsItsCodeAndNeverItsText() throws Exception {
    server.say("LPUSH app:list 1");
    SpanData span =
        traced(() -> assertThrows(RedisException.class, () -> client.getBucket("app:list").get()))
            .get(0);
    assertEquals("GET app:?", span.getName());
    assertEquals(StatusCode.ERROR, span.getStatus().getStatusCode());
    assertEquals("", span.getStatus().getDescription());
    assertEquals("WRONGTYPE", span.getAttributes().get(stringKey("error.type")));
    assertEquals("WRONGTYPE", span.getAttributes().get(stringKey("db.response.status_code")));
    assertEquals(List.of(), span.getEvents());
  }

  @Test
  void aBatchIsOneSpanWithItsSize() throws Exception {
    SpanData span =
        traced(
                () -> {
                  RBatch batch = client.createBatch();
                  batch.getBucket("app:1").getAsync();
                  batch.getBucket("app:2").getAsync();
                  batch.execute();
                })
            .get(0);
    assertEquals("PIPELINE GET", span.getName());
    assertEquals(2, span.getAttributes().get(longKey("db.operation.batch.size")));
    assertEquals("GET app:?; GET app:?", span.getAttributes().get(stringKey("db.query.text")));
  }

  @Test
  void anAtomicBatchIsNamedAfterItsBrackets() throws Exception {
    SpanData span =
        traced(
                () -> {
                  RBatch batch =
                      client.createBatch(
                          BatchOptions.defaults()
                              .executionMode(BatchOptions.ExecutionMode.IN_MEMORY_ATOMIC));
                  batch.getBucket("app:1").setAsync(SECRET);
                  batch.getAtomicLong("app:2").incrementAndGetAsync();
                  batch.execute();
                })
            .get(0);
    assertEquals("MULTI", span.getName());
    assertEquals(2, span.getAttributes().get(longKey("db.operation.batch.size")));
    assertFalse(span.toString().contains(SECRET));
  }

  private static Span caller() {
    return TELEMETRY.getOpenTelemetry().getTracer("test").spanBuilder("caller").startSpan();
  }

  @Test
  void withoutACallersSpanThereIsOnlyTheMetric() throws Exception {
    client.getBucket("app:1").get();
    List<HistogramPointData> points = new ArrayList<>();
    awaitTrue(
        () -> {
          points.clear();
          for (MetricData metric : TELEMETRY.getMetrics()) {
            if (metric.getName().equals("db.client.operation.duration")) {
              assertEquals("s", metric.getUnit());
              metric.getHistogramData().getPoints().stream()
                  .filter(
                      one -> "GET".equals(one.getAttributes().get(stringKey("db.operation.name"))))
                  .forEach(points::add);
            }
          }
          return !points.isEmpty();
        });
    assertTrue(points.get(0).getCount() > 0);
    assertTrue(points.get(0).getSum() / points.get(0).getCount() < 5, points.toString());
    assertEquals(
        Set.of("db.system.name", "db.operation.name", "server.address", "server.port"),
        Set.copyOf(
            points.get(0).getAttributes().asMap().keySet().stream()
                .map(key -> key.getKey())
                .toList()));
    assertEquals(List.of(), TELEMETRY.getSpans());
  }

  @Test
  void everySpanEndsWhenTheServerIsKilledUnderLoad() throws Exception {
    Counting counting = new Counting();
    OpenTelemetry telemetry =
        OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder().addSpanProcessor(counting).build())
            .build();
    Config config = config(server.address());
    tracing(telemetry).install(config);
    RedissonClient counted = Redisson.create(config);
    AtomicBoolean going = new AtomicBoolean(true);
    AtomicInteger done = new AtomicInteger();
    AtomicInteger failed = new AtomicInteger();
    List<Thread> load = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Thread thread =
          new Thread(
              () -> {
                while (going.get()) {
                  Span span = telemetry.getTracer("test").spanBuilder("caller").startSpan();
                  try (Scope scope = span.makeCurrent()) {
                    counted.getBucket("app:" + scope.hashCode()).get();
                    done.incrementAndGet();
                  } catch (RedisException away) {
                    failed.incrementAndGet();
                  } finally {
                    span.end();
                  }
                }
              });
      thread.start();
      load.add(thread);
    }
    awaitTrue(() -> done.get() > 500);
    server.kill();
    awaitTrue(() -> failed.get() > 8);
    server.start();
    int before = done.get();
    awaitTrue(() -> done.get() > before + 500);
    going.set(false);
    for (Thread thread : load) {
      thread.join();
    }
    awaitTrue(() -> counting.started.get() == counting.ended.get());
    assertTrue(counting.failed.get() > 0, "some were under way");
    // Those too that have waited for a connection.
    assertTrue(counting.ended.get() >= done.get(), counting.ended + " spans of " + done);
    counted.shutdown(0, 2, TimeUnit.SECONDS);
  }

  /** Counts the commands that begin and end. */
  private static final class Counting implements SpanProcessor {
    private final AtomicInteger started = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
      if (span.getKind() == SpanKind.CLIENT) {
        started.incrementAndGet();
      }
    }

    @Override
    public boolean isStartRequired() {
      return true;
    }

    @Override
    public void onEnd(ReadableSpan span) {
      if (span.getKind() == SpanKind.CLIENT) {
        ended.incrementAndGet();
        if (span.toSpanData().getStatus().getStatusCode() == StatusCode.ERROR) {
          failed.incrementAndGet();
        }
      }
    }

    @Override
    public boolean isEndRequired() {
      return true;
    }
  }

  @Test
  void offIsFree() {
    Config config = config(server.address());
    tracing(OpenTelemetry.noop()).install(config);
    assertEquals(new Config().getNettyHook().getClass(), config.getNettyHook().getClass());
    assertEquals(new Config().getNameMapper().getClass(), config.getNameMapper().getClass());
  }
}
