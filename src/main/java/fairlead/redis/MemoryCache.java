package fairlead.redis;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** A cache local to this server. When it is full, it drops the least recently used entry. */
final class MemoryCache implements Cache {
  /** Most entries, which bounds the memory. */
  static final int CAPACITY = 10_000;

  private record Held(String value, long expires) {}

  private final LongSupplier nanoTime;
  private final Map<String, Held> entries =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Held> eldest) {
          return size() > CAPACITY;
        }
      };

  MemoryCache(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  @Override
  public synchronized Optional<String> get(String key) {
    return alive(entries.get(key)).map(Held::value);
  }

  @Override
  public synchronized void put(String key, String value, Duration timeToLive) {
    entries.put(key, new Held(value, nanoTime.getAsLong() + timeToLive.toNanos()));
  }

  @Override
  public synchronized boolean remove(String key) {
    return alive(entries.remove(key)).isPresent();
  }

  @Override
  public String kind() {
    return "memory";
  }

  private Optional<Held> alive(Held entry) {
    return Optional.ofNullable(entry).filter(one -> one.expires() - nanoTime.getAsLong() > 0);
  }
}
