package fairlead.redis;

import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Redisson's own log: its messages hold keys and values, and repeat themselves while Redis is away.
 * What matters is in ours.
 */
final class RedissonLog {
  // A logger that nobody holds forgets its level.
  private static final Logger REDISSON = Logger.getLogger("org.redisson");

  private RedissonLog() {}

  static void silence() {
    REDISSON.setLevel(Level.OFF);
  }
}
