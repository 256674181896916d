package fairlead.redis;

import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Turns off Redisson's log. Its messages contain keys and values, and repeat while Redis is
 * unavailable; Fairlead logs what matters.
 */
final class RedissonLog {
  // A logger without a strong reference may be collected and would lose its level.
  private static final Logger REDISSON = Logger.getLogger("org.redisson");

  private RedissonLog() {}

  static void silence() {
    REDISSON.setLevel(Level.OFF);
  }
}
