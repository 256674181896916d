package fairlead.redis.tracing;

import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.testing.RedisServer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.redisson.Redisson;
import org.redisson.api.RBatch;
import org.redisson.api.RBucket;
import org.redisson.api.RFencedLock;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;
import org.redisson.connection.ConnectionListener;

/** Commands that take another way than from their caller's thread to a connection that is there. */
@Timeout(60)
@SuppressWarnings("FutureReturnValueIgnored") // a batch gives each of its commands one
class CallersTest {
  @RegisterExtension
  static final OpenTelemetryExtension TELEMETRY = OpenTelemetryExtension.create();

  private static final int CALLERS = 16;
  private static final int CALLS = 1000;

  /** More than a server needs that starts again. */
  private static final int RETRIES = 100;

  private static RedisServer server;

  private final CountDownLatch lost = new CountDownLatch(1);
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
    Config config = RedisTracingTest.config(server.address());
    config
        .useSingleServer()
        .setConnectionPoolSize(3)
        .setConnectionMinimumIdleSize(3)
        .setRetryAttempts(RETRIES);
    RedisTracingTest.tracing(TELEMETRY.getOpenTelemetry()).install(config);
    config.setConnectionListener(new Losses());
    client = Redisson.create(config);
  }

  @AfterEach
  void disconnect() {
    client.shutdown(0, 2, TimeUnit.SECONDS);
  }

  /** Hears when the server has gone. */
  @SuppressWarnings("deprecation") // the interface has no other methods without a body
  private final class Losses implements ConnectionListener {
    @Override
    public void onConnect(InetSocketAddress address) {}

    @Override
    public void onDisconnect(InetSocketAddress address) {
      lost.countDown();
    }
  }

  @Test
  void theFirstCommandOfAClientHasASpanToo() throws Exception {
    Span parent = caller();
    try (Scope scope = parent.makeCurrent()) {
      assertNull(client.getBucket("app:" + scope.hashCode()).get());
    } finally {
      parent.end();
    }
    // Redisson has asked first what the server can do; nobody has asked for that.
    assertEquals("GET app:?", awaitBelow(parent, 1).get(0).getName());
    assertEquals(1, commands());
  }

  @Test
  void eachOfManyCallersHasItsOwnCommandsAndNoOthers() throws Exception {
    client.getBucket("warm").get();
    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      Tracer tracer = TELEMETRY.getOpenTelemetry().getTracer("test");
      String key = "app:" + RedisTracingTest.NAMES.charAt(i);
      Thread caller =
          new Thread(
              () -> {
                for (int call = 0; call < CALLS; call++) {
                  Span span = tracer.spanBuilder(key).startSpan();
                  try (Scope scope = span.makeCurrent()) {
                    assertNull(client.getBucket(key).get(), scope.toString());
                  } finally {
                    span.end();
                  }
                }
              });
      caller.start();
      callers.add(caller);
    }
    for (Thread caller : callers) {
      caller.join();
    }
    awaitTrue(() -> commands() == CALLERS * CALLS);
    Map<String, String> keys =
        TELEMETRY.getSpans().stream()
            .filter(one -> one.getKind() == SpanKind.INTERNAL)
            .collect(Collectors.toMap(SpanData::getSpanId, SpanData::getName));
    for (SpanData span : TELEMETRY.getSpans()) {
      if (span.getKind() == SpanKind.CLIENT) {
        assertEquals(
            keys.get(span.getParentSpanId()),
            span.getAttributes().get(stringKey("fairlead.redis.key")));
      }
    }
  }

  private static long commands() {
    return TELEMETRY.getSpans().stream().filter(one -> one.getKind() == SpanKind.CLIENT).count();
  }

  @Test
  void aScriptThatTheServerDoesNotKnowYetIsNoErrorAndWhatFollowsHasItsCaller() throws Exception {
    client.getBucket("warm").get();
    server.say("SCRIPT FLUSH");
    Span parent = caller();
    try (Scope scope = parent.makeCurrent()) {
      RFencedLock lock = client.getFencedLock("app:lock");
      assertNotNull(lock.tryLockAndGetToken(), scope.toString());
    } finally {
      parent.end();
    }
    List<SpanData> spans = awaitBelow(parent, 3);
    assertEquals(
        List.of("EVALSHA app:lock", "SCRIPT LOAD", "EVALSHA app:lock"),
        spans.stream().map(SpanData::getName).toList());
    assertEquals(
        "NOSCRIPT", spans.get(0).getAttributes().get(stringKey("db.response.status_code")));
    assertEquals("SCRIPT LOAD ?", spans.get(1).getAttributes().get(stringKey("db.query.text")));
    for (SpanData span : spans) {
      assertEquals(StatusCode.UNSET, span.getStatus().getStatusCode(), span.toString());
      assertTrue(
          span.getAttributes().get(stringKey("code.function.name")).contains("aScriptThat"),
          span.toString());
    }
  }

  @Test
  void aCommandThatIsSentAgainHasTheSameCaller() throws Exception {
    client.getBucket("warm").get();
    Span parent = caller();
    try (Scope scope = parent.makeCurrent()) {
      // Longer than the second that a command may take.
      server.say("CLIENT PAUSE 1400");
      assertNull(client.getBucket("app:" + scope.hashCode()).get());
    } finally {
      parent.end();
    }
    List<SpanData> spans = awaitBelow(parent, 2);
    assertTrue(spans.stream().allMatch(one -> one.getName().equals("GET app:?")), spans.toString());
    assertEquals(StatusCode.ERROR, spans.get(0).getStatus().getStatusCode());
    assertEquals(StatusCode.UNSET, spans.get(spans.size() - 1).getStatus().getStatusCode());
  }

  @Test
  void aBatchThatIsSentAgainHasTheSameCaller() throws Exception {
    client.getBucket("warm").get();
    Span parent = caller();
    try (Scope scope = parent.makeCurrent()) {
      server.say("CLIENT PAUSE 1400");
      RBatch batch = client.createBatch();
      batch.getBucket("app:1").getAsync();
      batch.getBucket("app:2").getAsync();
      assertEquals(2, batch.execute().getResponses().size(), scope.toString());
    } finally {
      parent.end();
    }
    List<SpanData> spans = awaitBelow(parent, 2);
    assertTrue(
        spans.stream().allMatch(one -> one.getName().equals("PIPELINE GET")), spans.toString());
  }

  @Test
  void aCommandThatWaitedForAConnectionHasItsCaller() throws Exception {
    client.getBucket("warm").get();
    server.kill();
    assertTrue(lost.await(20, TimeUnit.SECONDS), "the client has noticed nothing");
    Span parent = caller();
    Thread waiting =
        new Thread(
            () -> {
              try (Scope scope = parent.makeCurrent()) {
                assertNull(client.getBucket("app:" + scope.hashCode()).get());
              }
            });
    waiting.start();
    try {
      awaitTrue(() -> waiting.getState() == Thread.State.WAITING);
    } finally {
      server.start();
    }
    waiting.join();
    parent.end();
    SpanData span = awaitBelow(parent, 1).get(0);
    assertEquals("GET app:?", span.getName());
    assertTrue(
        span.getAttributes().get(stringKey("code.function.name")).contains("aCommandThatWaited"));
  }

  @Test
  void anObjectThatIsKeptHasNoCallerAfterManyOthers() throws Exception {
    Span parent = caller();
    try (Scope scope = parent.makeCurrent()) {
      RBucket<String> kept = client.getBucket("app:kept");
      assertNull(kept.get(), scope.toString());
      for (int i = 0; i < Callers.KEYS - 1; i++) {
        client.getBucket("app:" + i);
      }
      assertNull(kept.get());
      client.getBucket("app:last");
      assertNull(kept.get());
    } finally {
      parent.end();
    }
    awaitBelow(parent, 2);
    assertEquals(2, commands());
  }

  private static Span caller() {
    return TELEMETRY.getOpenTelemetry().getTracer("test").spanBuilder("caller").startSpan();
  }

  /** That many spans below this one, in the order of their start. */
  private static List<SpanData> awaitBelow(Span parent, int count) throws Exception {
    List<SpanData> found = new ArrayList<>();
    awaitTrue(
        () -> {
          found.clear();
          TELEMETRY.getSpans().stream()
              .filter(one -> one.getParentSpanId().equals(parent.getSpanContext().getSpanId()))
              .sorted(Comparator.comparing(SpanData::getStartEpochNanos))
              .forEach(found::add);
          return found.size() >= count;
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
}
