package fairlead.redis;

import java.time.Duration;
import java.util.Optional;

/** Texts by key, each kept for a limited time. Any entry may disappear at any moment. */
public interface Cache {
  /**
   * The text under this key, or empty.
   *
   * @throws RedisUnavailable when Redis cannot be asked now
   */
  Optional<String> get(String key) throws RedisUnavailable;

  /**
   * Stores a text.
   *
   * @param timeToLive more than zero
   */
  void put(String key, String value, Duration timeToLive) throws RedisUnavailable;

  /** Removes a key; returns whether it existed. */
  boolean remove(String key) throws RedisUnavailable;

  /** Where the entries are: {@code redis} or {@code memory}. */
  String kind();
}
