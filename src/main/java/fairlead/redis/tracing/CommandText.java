package fairlead.redis.tracing;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * The text of a command without secrets: its name, its masked keys, and a question mark for every
 * other argument. Values, scripts, accounts and passwords are never in it.
 */
final class CommandText {
  private static final int ARGUMENTS = 16;

  private static final Set<String> WITHOUT_KEYS =
      Set.of(
          "PING",
          "ECHO",
          "AUTH",
          "HELLO",
          "QUIT",
          "SELECT",
          "CLIENT",
          "CONFIG",
          "COMMAND",
          "INFO",
          "CLUSTER",
          "SENTINEL",
          "SCRIPT",
          "FUNCTION",
          "ACL",
          "ROLE",
          "TIME",
          "WAIT",
          "SCAN",
          "MULTI",
          "EXEC",
          "DISCARD",
          "UNWATCH",
          "READONLY",
          "READWRITE",
          "ASKING",
          "DBSIZE",
          "FLUSHDB",
          "FLUSHALL",
          "KEYS");
  private static final Set<String> KEYS_ONLY =
      Set.of(
          "DEL",
          "UNLINK",
          "EXISTS",
          "TOUCH",
          "WATCH",
          "MGET",
          "SINTER",
          "SUNION",
          "SDIFF",
          "PFCOUNT",
          "PFMERGE",
          "RENAME",
          "SUBSCRIBE",
          "UNSUBSCRIBE",
          "PSUBSCRIBE",
          "PUNSUBSCRIBE",
          "SSUBSCRIBE",
          "SUNSUBSCRIBE");
  private static final Set<String> SCRIPTS =
      Set.of("EVAL", "EVALSHA", "EVAL_RO", "EVALSHA_RO", "FCALL", "FCALL_RO");

  private final KeyMask mask;

  CommandText(KeyMask mask) {
    this.mask = mask;
  }

  /**
   * The text.
   *
   * @param name of the command, with its sub-command if it has one
   */
  String of(String name, Object... arguments) {
    StringBuilder text = new StringBuilder(name);
    IntPredicate keys = keys(name, arguments);
    boolean script = SCRIPTS.contains(word(name));
    for (int i = 0; i < Math.min(arguments.length, ARGUMENTS); i++) {
      text.append(' ');
      if (keys.test(i) && arguments[i] instanceof String key) {
        text.append(mask.mask(key));
      } else if (script && i == 1) {
        text.append(count(arguments));
      } else {
        text.append('?');
      }
    }
    return arguments.length > ARGUMENTS ? text.append(" …").toString() : text.toString();
  }

  /** The first key, masked. */
  Optional<String> key(String name, Object... arguments) {
    IntPredicate keys = keys(name, arguments);
    for (int i = 0; i < Math.min(arguments.length, ARGUMENTS); i++) {
      if (keys.test(i) && arguments[i] instanceof String key) {
        return Optional.of(mask.mask(key));
      }
    }
    return Optional.empty();
  }

  private static IntPredicate keys(String name, Object... arguments) {
    String word = word(name);
    if (WITHOUT_KEYS.contains(word)) {
      return index -> false;
    }
    if (KEYS_ONLY.contains(word)) {
      return index -> true;
    }
    if (SCRIPTS.contains(word)) {
      int end = 2 + count(arguments);
      return index -> index >= 2 && index < end;
    }
    if (word.equals("MSET") || word.equals("MSETNX")) {
      return index -> index % 2 == 0;
    }
    return index -> index == 0;
  }

  /** How many keys a script gets. */
  private static int count(Object... arguments) {
    try {
      return arguments.length < 2 ? 0 : Integer.parseInt(String.valueOf(arguments[1]));
    } catch (NumberFormatException unexpected) {
      return 0;
    }
  }

  private static String word(String name) {
    int end = name.indexOf(' ');
    return (end < 0 ? name : name.substring(0, end)).toUpperCase(Locale.ROOT);
  }
}
