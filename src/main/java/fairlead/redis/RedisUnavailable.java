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

/** Redis did not do what it was asked, for a reason outside of this program. */
public final class RedisUnavailable extends Exception {
  private static final long serialVersionUID = 1;

  /** Why, with a sentence that names neither keys nor values: it may be shown to everybody. */
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

  // Causes may go in circles.
  private static final int DEPTH = 8;

  private final Reason reason;

  RedisUnavailable(Reason reason, Throwable cause) {
    super(reason.sentence, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  /**
   * What a failed command says about Redis.
   *
   * @return null when the fault is the caller's own
   */
  static Reason reason(RedisException failure) {
    List<Throwable> causes =
        Stream.iterate((Throwable) failure, Objects::nonNull, Throwable::getCause)
            .limit(DEPTH)
            .toList();
    // What connecting failed with is deep inside "Unable to connect".
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
    // Redisson wraps what a lost connection throws in exceptions of its own only now and then.
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
