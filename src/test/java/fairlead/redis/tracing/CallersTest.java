package fairlead.redis.tracing;

import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.testing.RedisServer;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.redisson.Redisson;
import org.redisson.api.RFencedLock;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;

/** Commands that take another way than from their caller's thread to a connection that is there. */
@Timeout(60)
class CallersTest {
  @RegisterExtension
  static final OpenTelemetryExtension TELEMETRY = OpenTelemetryExtension.create();

  private static RedisServer server;

  private EventLoopGroup eventLoops;
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
        .setRetryAttempts(3);
    eventLoops =
        RedisTracingTest.tracing(TELEMETRY.getOpenTelemetry())
            .install(config, 2, new DefaultThreadFactory("test-redis", true));
    client = Redisson.create(config);
  }

  @AfterEach
  void disconnect() {
    client.shutdown(0, 2, TimeUnit.SECONDS);
    eventLoops.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
  }

  @Test
  void theFirstCommandOfAClientHasASpanToo() throws Exception {
    Span parent = caller();
    try (Scope scope = parent.makeCurrent()) {
      assertNull(client.getBucket("app:" + scope.hashCode()).get());
    } finally {
      parent.end();
    }
    // Redisson asks first what the server can do.
    List<SpanData> spans = awaitBelow(parent, 2);
    assertTrue(spans.stream().anyMatch(one -> one.getName().equals("GET")), spans.toString());
  }

  @Test
  void moreCallersThanConnectionsHaveAllTheirSpans() throws Exception {
    client.getBucket("warm").get();
    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      Thread caller =
          new Thread(
              () -> {
                for (int call = 0; call < 50; call++) {
                  Span span = caller();
                  try (Scope scope = span.makeCurrent()) {
                    client.getBucket("app:" + scope.hashCode()).get();
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
    awaitTrue(() -> commands() == 16 * 50);
  }

  private static long commands() {
    return TELEMETRY.getSpans().stream().filter(one -> one.getKind() == SpanKind.CLIENT).count();
  }

  @Test
  void aScriptThatTheServerDoesNotKnowYetIsNoErrorAndWhatFollowsHasItsCaller() throws Exception {
    client.getBucket("warm").get();
    server.say("SCRIPT FLUSH");
    RFencedLock lock = client.getFencedLock("app:lock");
    Span parent = caller();
    try (Scope scope = parent.makeCurrent()) {
      assertNotNull(lock.tryLockAndGetToken(), scope.toString());
    } finally {
      parent.end();
    }
    List<SpanData> spans = awaitBelow(parent, 3);
    assertEquals(
        List.of("EVALSHA", "SCRIPT LOAD", "EVALSHA"),
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
    lock.unlock();
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
    assertTrue(spans.stream().allMatch(one -> one.getName().equals("GET")), spans.toString());
    assertEquals(StatusCode.ERROR, spans.get(0).getStatus().getStatusCode());
    assertEquals(StatusCode.UNSET, spans.get(spans.size() - 1).getStatus().getStatusCode());
  }

  private static Span caller() {
    return TELEMETRY.getOpenTelemetry().getTracer("test").spanBuilder("caller").startSpan();
  }

  /** So many spans below this one, as they began. */
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
