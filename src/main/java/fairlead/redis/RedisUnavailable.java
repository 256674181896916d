package fairlead.redis;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.redisson.client.RedisAuthRequiredException;
import org.redisson.client.RedisConnectionException;
import org.redisson.client.RedisException;
import org.redisson.client.RedisNodeNotFoundException;
import org.redisson.client.RedisOutOfMemoryException;
import org.redisson.client.RedisReadonlyException;
import org.redisson.client.RedisReconnectedException;
import org.redisson.client.RedisRetryException;
import org.redisson.client.RedisTimeoutException;
import org.redisson.client.RedisWrongPasswordException;

/** A Redis command failed for a reason outside of this program. */
public final class RedisUnavailable extends Exception {
  private static final long serialVersionUID = 1;

  /**
   * The reason, with a sentence that names neither keys nor values, so that it can be shown to
   * anyone.
   */
  public enum Reason {
    CONFIGURATION("The configuration of Redis is wrong."),
    UNREACHABLE("Redis cannot be reached."),
    TIMEOUT("Redis did not answer in time."),
    REFUSED("Redis refuses the account or its password."),
    BUSY("Redis answers, but serves no data at the moment."),
    FULL("Redis accepts no more data.");

    private final String sentence;

    Reason(String sentence) {
      this.sentence = sentence;
    }
  }

  // Limits the search, because causes may form a cycle.
  private static final int DEPTH = 8;

  RedisUnavailable(Reason reason, Throwable cause) {
    super(reason.sentence, cause);
  }

  /**
   * The reason that a failed command implies.
   *
   * @return null if the caller made the mistake
   */
  static Reason reason(RedisException failure) {
    List<Throwable> causes =
        Stream.iterate((Throwable) failure, Objects::nonNull, Throwable::getCause)
            .limit(DEPTH)
            .toList();
    // The cause of a failed connection is nested deep inside "Unable to connect".
    if (causes.stream().anyMatch(RedisUnavailable::refused)) {
      return Reason.REFUSED;
    }
    return causes.stream()
        .map(RedisUnavailable::reasonOf)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static Reason reasonOf(Throwable failure) {
    if (failure instanceof RedisTimeoutException) {
      return Reason.TIMEOUT;
    }
    // Redisson wraps the exceptions of a lost connection only sometimes.
    if (failure instanceof IOException
        || failure instanceof RedisConnectionException
        || failure instanceof RedisReconnectedException
        || failure instanceof RedisNodeNotFoundException) {
      return Reason.UNREACHABLE;
    }
    if (failure instanceof RedisOutOfMemoryException) {
      return Reason.FULL;
    }
    return failure instanceof RedisRetryException || failure instanceof RedisReadonlyException
        ? Reason.BUSY
        : null;
  }

  private static boolean refused(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    return failure instanceof RedisWrongPasswordException
        || failure instanceof RedisAuthRequiredException
        || message.startsWith("WRONGPASS")
        || message.startsWith("NOAUTH")
        || message.startsWith("NOPERM");
  }
}
