package fairlead.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.settings.Defaults;
import fairlead.testing.Ports;
import fairlead.testing.RedisServer;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.redisson.client.RedisException;

/** Against a real Redis server, which comes and goes. */
@Timeout(60)
class RedisTest {
  private final RedisSettings settings = Defaults.of(new RedisSettings());
  private final List<Redis> started = new ArrayList<>();

  @AfterEach
  void stop() {
    started.forEach(Redis::stop);
  }

  private Redis redis(String address) {
    settings.address = Optional.of(List.of(address));
    settings.retryDelayMaximum = Duration.ofSeconds(1);
    Redis redis = new Redis(settings, OpenTelemetry.noop());
    started.add(redis);
    return redis;
  }

  @Test
  void theCacheKeepsATextForItsTimeAndUnderItsPrefix() throws Exception {
    try (RedisServer server = RedisServer.running()) {
      Cache cache = new RedisCache(redis(server.address()));
      assertEquals(Optional.empty(), cache.get("key"));
      cache.put("key", "wörld", Duration.ofMinutes(1));
      assertEquals(Optional.of("wörld"), cache.get("key"));
      assertEquals(":1", server.say("EXISTS fairlead:cache:key"));
      assertTrue(cache.remove("key"));
      assertFalse(cache.remove("key"));
      cache.put("key", "short", Duration.ofMillis(1));
      awaitTrue(() -> cache.get("key").isEmpty());
    }
  }

  @Test
  void withoutAServerCallsAreRefusedSoonAndThenAtOnce() throws Exception {
    Redis redis = redis("redis://127.0.0.1:" + Ports.free());
    settings.retryDelayMaximum = Duration.ofMinutes(1);
    Cache cache = new RedisCache(redis);
    RedisUnavailable first = assertThrows(RedisUnavailable.class, () -> cache.get("key"));
    assertEquals("Redis cannot be reached.", first.getMessage());
    long begun = System.nanoTime();
    int refused = 0;
    for (int i = 0; i < 1000; i++) {
      refused += assertThrows(RedisUnavailable.class, () -> cache.get("key")) == null ? 0 : 1;
    }
    assertEquals(1000, refused);
    long millis = (System.nanoTime() - begun) / 1_000_000;
    // A thousand attempts to connect, one after the other, would take minutes.
    assertTrue(millis < 10_000, millis + " ms");
  }

  @Test
  void itComesBackByItselfWhenItsServerDoesUnderLoad() throws Exception {
    RedisServer server = RedisServer.running();
    Redis redis = redis(server.address());
    Cache cache = new RedisCache(redis);
    AtomicBoolean going = new AtomicBoolean(true);
    AtomicInteger done = new AtomicInteger();
    AtomicInteger refused = new AtomicInteger();
    AtomicLong slowest = new AtomicLong();
    AtomicInteger wrong = new AtomicInteger();
    List<Thread> load = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      String key = "load " + i;
      Thread thread =
          new Thread(
              () -> {
                while (going.get()) {
                  long begun = System.nanoTime();
                  try {
                    cache.put(key, "x", Duration.ofMinutes(1));
                    done.incrementAndGet();
                  } catch (RedisUnavailable away) {
                    refused.incrementAndGet();
                    Thread.onSpinWait();
                  } catch (RuntimeException fault) {
                    wrong.incrementAndGet();
                  }
                  slowest.accumulateAndGet(System.nanoTime() - begun, Math::max);
                }
              });
      thread.start();
      load.add(thread);
    }
    try {
      awaitTrue(() -> done.get() > 1000);
      for (int round = 0; round < 2; round++) {
        server.kill();
        int before = refused.get();
        awaitTrue(() -> refused.get() > before + 1000);
        server.start();
        int after = done.get();
        awaitTrue(() -> done.get() > after + 1000);
        // What came back is not overrun: no more connections than the pools allow.
        String clients = server.say("INFO clients");
        assertTrue(connected(clients) <= 8 + 2 + 1, clients);
      }
    } finally {
      going.set(false);
      for (Thread thread : load) {
        thread.join();
      }
      server.close();
    }
    assertEquals(0, wrong.get());
    // Connecting or two attempts with their timeouts, never a queue of them.
    assertTrue(slowest.get() < TimeUnit.SECONDS.toNanos(8), slowest.get() / 1_000_000 + " ms");
  }

  private static int connected(String info) {
    String count = info.replaceAll("(?s).*connected_clients:(\\d+).*", "$1");
    return Integer.parseInt(count);
  }

  @Test
  void aWrongPasswordIsNamedAndTheRightAccountGetsIn() throws Exception {
    try (RedisServer server =
        RedisServer.running(
            "--user",
            "fairlead",
            "on",
            ">open-sesame",
            "~fairlead:*",
            "+@all",
            "--user",
            "default",
            "off")) {
      settings.username = Optional.of("fairlead");
      settings.password = Optional.of("wrong");
      Cache cache = new RedisCache(redis(server.address()));
      RedisUnavailable refused = assertThrows(RedisUnavailable.class, () -> cache.get("key"));
      assertEquals("Redis refuses the account or its password.", refused.getMessage());
      assertFalse(refused.getMessage().contains("wrong"));
      settings.password = Optional.of("open-sesame");
      Cache right = new RedisCache(redis(server.address()));
      right.put("key", "value", Duration.ofMinutes(1));
      assertEquals(Optional.of("value"), right.get("key"));
    }
  }

  @Test
  void aFaultOfTheCallerIsNotAnOutage() throws Exception {
    try (RedisServer server = RedisServer.running()) {
      Redis redis = redis(server.address());
      server.say("LPUSH fairlead:cache:list 1");
      Cache cache = new RedisCache(redis);
      assertThrows(RedisException.class, () -> cache.get("list"));
      redis.ping();
      Redis.Call<Object> broken =
          client -> {
            throw new IllegalStateException("broken");
          };
      assertThrows(IllegalStateException.class, () -> redis.call(broken));
      // After an outage it would be refused at once.
      redis.ping();
    }
  }

  @Test
  void ofAllServersOneTakesTheTurnAndTokensGrow() throws Exception {
    try (RedisServer server = RedisServer.running()) {
      ClusterLease one = new ClusterLease(redis(server.address()));
      ClusterLease other = new ClusterLease(redis(server.address()));
      assertTrue(one.take("work", Duration.ofMinutes(5)).isPresent());
      assertTrue(other.take("work", Duration.ofMinutes(5)).isEmpty());
      assertTrue(one.take("work", Duration.ofMinutes(5)).isEmpty(), "not even again");
      assertTrue(other.take("other work", Duration.ofMinutes(5)).isPresent());
      OptionalLong first = one.take("short work", Duration.ofMillis(200));
      AtomicLong second = new AtomicLong();
      awaitTrue(
          () -> {
            other.take("short work", Duration.ofMillis(200)).ifPresent(second::set);
            return second.get() != 0;
          });
      assertTrue(second.get() > first.getAsLong());
    }
  }

  @Test
  void everyKeyHasThePrefixAndAnEnd() throws Exception {
    try (RedisServer server = RedisServer.running()) {
      Redis redis = redis(server.address());
      assertTrue(new ClusterLease(redis).take("work", Duration.ofMinutes(5)).isPresent());
      assertTrue(new ClusterLease(redis).take("work", Duration.ofMinutes(5)).isEmpty());
      new RedisCache(redis).put("key", "value", Duration.ofMinutes(1));
      assertEquals(":3", server.say("DBSIZE"));
      for (String key :
          List.of("fairlead:turn:work", "fairlead:turns:work", "fairlead:cache:key")) {
        String left = server.say("PTTL " + key);
        assertTrue(Long.parseLong(left.substring(1)) > 0, key + " " + left);
      }
    }
  }

  @Test
  void withoutRedisEveryServerTakesItsOwnTurn() {
    ClusterLease alone = new ClusterLease(new Redis(settings, OpenTelemetry.noop()));
    assertTrue(alone.take("work", Duration.ofSeconds(1)).isPresent());
    assertTrue(alone.take("work", Duration.ofSeconds(1)).isPresent());
  }

  @Test
  void aMisconfiguredRedisIsSaidAndNothingElseBreaks() {
    Redis redis = redis("cache:6379");
    RedisUnavailable wrong =
        assertThrows(RedisUnavailable.class, () -> new RedisCache(redis).get("key"));
    assertEquals("The configuration of Redis is wrong.", wrong.getMessage());
  }

  /** Something that comes true. */
  interface Condition {
    boolean holds() throws Exception;
  }

  static void awaitTrue(Condition condition) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.holds()) {
      assertTrue(System.nanoTime() < deadline, "waited in vain");
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }
}
