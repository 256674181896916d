package fairlead.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MemoryCacheTest {
  private long now;
  private final MemoryCache cache = new MemoryCache(() -> now);

  @Test
  void aTextIsThereUntilItsTimeIsOver() {
    cache.put("key", "value", Duration.ofSeconds(5));
    now += Duration.ofSeconds(5).toNanos() - 1;
    assertEquals(Optional.of("value"), cache.get("key"));
    now += 1;
    assertEquals(Optional.empty(), cache.get("key"));
    assertFalse(cache.remove("key"));
  }

  @Test
  void whatIsRemovedIsGone() {
    cache.put("key", "value", Duration.ofSeconds(5));
    assertTrue(cache.remove("key"));
    assertEquals(Optional.empty(), cache.get("key"));
  }

  @Test
  void beyondItsCapacityTheLongestUntouchedGoes() {
    cache.put("used", "value", Duration.ofHours(1));
    for (int i = 0; i < MemoryCache.CAPACITY; i++) {
      cache.put("key " + i, "value", Duration.ofHours(1));
      cache.get("used");
    }
    assertEquals(Optional.of("value"), cache.get("used"));
    assertEquals(Optional.empty(), cache.get("key 0"));
  }
}
