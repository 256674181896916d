package fairlead.redis;

import java.time.Duration;
import java.util.Optional;

/** Texts by key, each for a limited time. What is in it may be gone at any moment. */
public interface Cache {
  /**
   * The text under this key, or empty.
   *
   * @throws RedisUnavailable when it cannot be known now
   */
  Optional<String> get(String key) throws RedisUnavailable;

  /**
   * Keeps a text.
   *
   * @param timeToLive more than zero
   */
  void put(String key, String value, Duration timeToLive) throws RedisUnavailable;

  /** Whether there was something under this key, which is gone now. */
  boolean remove(String key) throws RedisUnavailable;

  /** Where it is: {@code redis} or {@code memory}. */
  String kind();
}
