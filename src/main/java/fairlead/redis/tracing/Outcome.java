package fairlead.redis.tracing;

import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.redisson.client.RedisException;
import org.redisson.client.RedisNoScriptException;
import org.redisson.client.RedisRedirectException;

/**
 * How a command ended. The messages of Redis and Redisson contain keys and values, so only their
 * first word is kept.
 *
 * @param status that word, such as {@code WRONGTYPE}, or null
 * @param error the kind of error, or null on success
 */
record Outcome(String status, String error) {
  static final Outcome SUCCESS = new Outcome(null, null);

  private static final Pattern CODE = Pattern.compile("^([A-Z][A-Z0-9_]+)(?=[ .]|$)");

  static Outcome of(Throwable failure) {
    if (failure == null) {
      return SUCCESS;
    }
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    // Normal: Redisson then sends the script, or sends the command to another node.
    if (cause instanceof RedisNoScriptException) {
      return new Outcome("NOSCRIPT", null);
    }
    if (cause instanceof RedisRedirectException) {
      return new Outcome("MOVED", null);
    }
    String status = cause instanceof RedisException ? status(cause.getMessage()) : null;
    return status == null
        ? new Outcome(null, cause.getClass().getName())
        : new Outcome(status, status);
  }

  private static String status(String message) {
    Matcher code = CODE.matcher(message == null ? "" : message);
    return code.find() ? code.group(1) : null;
  }
}
