package fairlead.redis.tracing;

import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.redisson.client.RedisException;
import org.redisson.client.RedisNoScriptException;
import org.redisson.client.RedisRedirectException;

/**
 * How a command ended. Redis' own messages, and Redisson's, hold keys and values: only their first
 * word is kept.
 *
 * @param status that word, such as {@code WRONGTYPE}, or null
 * @param error what kind of error it is, or null when it is none
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
    // Everyday: the script is sent then, or the command to another node.
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
