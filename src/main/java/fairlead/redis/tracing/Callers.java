package fairlead.redis.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.redisson.client.protocol.CommandData;
import org.redisson.config.NameMapper;

/**
 * Finds the caller of a command. Only the command itself can identify its caller: it may wait for a
 * connection and be sent on another thread, and Redisson sends some commands again.
 *
 * <p>Redisson first passes a key to the name mapper, on the caller's thread. The mapper returns a
 * new string for each caller, and that same instance is later among the command's arguments.
 */
final class Callers implements NameMapper {
  /** Keys whose callers are kept: more than are ever in use at the same time. */
  static final int KEYS = 256;

  /** Scripts whose callers are kept: more than an application has. */
  private static final int SCRIPTS = 64;

  /** Most arguments that are examined: keys come early. */
  private static final int ARGUMENTS = 16;

  /**
   * A caller with a span.
   *
   * @param site its place in the code, or null
   */
  record Caller(Context context, CallSites.CallSite site) {}

  private final NameMapper names;
  private final CallSites sites;
  private final IdentityHashMap<String, Caller> callers = new IdentityHashMap<>();
  private final Deque<String> keys = new ArrayDeque<>();
  private final Map<String, Caller> scripts =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Caller> eldest) {
          return size() > SCRIPTS;
        }
      };

  /**
   * Creates it without known callers.
   *
   * @param names how the application names its keys
   */
  Callers(NameMapper names, CallSites sites) {
    this.names = names;
    this.sites = sites;
  }

  @Override
  @SuppressWarnings("StringCopy") // a new identity is needed
  public String map(String name) {
    String key = names.map(name);
    Context context = Context.current();
    if (!Span.fromContext(context).isRecording()) {
      return key;
    }
    String own = new String(key);
    Caller caller = new Caller(context, sites.caller());
    synchronized (this) {
      if (keys.size() == KEYS) {
        callers.remove(keys.removeFirst());
      }
      keys.addLast(own);
      callers.put(own, caller);
    }
    return own;
  }

  @Override
  public String unmap(String name) {
    return names.unmap(name);
  }

  /** The caller of this command; null if no recorded span asked for it. */
  synchronized Caller of(CommandData<?, ?> command) {
    Object[] arguments = command.getParams();
    if ("LOAD".equals(command.getCommand().getSubName())) {
      // Redisson sends this between a failed call of a script and its repetition.
      return scripts.get(sha1(String.valueOf(arguments[0])));
    }
    for (int i = 0; i < Math.min(ARGUMENTS, arguments.length); i++) {
      Caller caller = arguments[i] instanceof String key ? callers.get(key) : null;
      if (caller != null) {
        if (command.getCommand().getName().startsWith("EVALSHA")) {
          scripts.put(String.valueOf(arguments[0]), caller);
        }
        return caller;
      }
    }
    return null;
  }

  /** The name that Redis gives to a script. */
  private static String sha1(String script) {
    try {
      byte[] text = script.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-1", e);
    }
  }
}
