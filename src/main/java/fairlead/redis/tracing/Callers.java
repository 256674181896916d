package fairlead.redis.tracing;

import io.opentelemetry.context.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import org.redisson.client.protocol.CommandData;

/**
 * Who asked for what Redisson sends once more by itself, from a thread that knows of no caller: a
 * command whose answer did not come or that belongs to another node, and a script that the server
 * did not know.
 *
 * <p>Such a command is known by its arguments: Redisson sends the same array again, and the same
 * keys after the script.
 */
final class Callers {
  /** Commands whose callers are kept: more than are ever under way, and no more after an outage. */
  private static final int MOST = 256;

  private record Asked(CommandData<?, ?> command, Context caller) {}

  private final Deque<Asked> asked = new ArrayDeque<>();

  /** Before a command is sent for a caller. */
  synchronized void asks(CommandData<?, ?> command, Context caller) {
    if (command.getParams().length > 0) {
      if (asked.size() == MOST) {
        asked.removeFirst();
      }
      asked.addLast(new Asked(command, caller));
    }
  }

  /** Redis has answered, and Redisson asks no more. */
  synchronized void answered(CommandData<?, ?> command) {
    asked.removeIf(one -> again(one.command(), command));
  }

  /** The context of whoever asked for this before, or null. */
  synchronized Context of(CommandData<?, ?> command) {
    String script = script(command);
    for (Asked one : asked) {
      if (again(one.command(), command)
          || (script != null && script.equals(one.command().getParams()[0]))) {
        return one.caller();
      }
    }
    return null;
  }

  private static boolean again(CommandData<?, ?> before, CommandData<?, ?> now) {
    return before.getParams() == now.getParams() || (key(now) != null && key(before) == key(now));
  }

  /** The first key of a script's call; compared by identity, for its text may be everybody's. */
  private static Object key(CommandData<?, ?> command) {
    Object[] arguments = command.getParams();
    boolean hasKeys =
        arguments.length > 2 && arguments[1] instanceof Integer count && count.intValue() > 0;
    return hasKeys ? arguments[2] : null;
  }

  /** The name that Redis gives to a script that is being sent to it, or null. */
  private static String script(CommandData<?, ?> command) {
    if (!"LOAD".equals(command.getCommand().getSubName())) {
      return null;
    }
    try {
      byte[] text = String.valueOf(command.getParams()[0]).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-1", e);
    }
  }
}
