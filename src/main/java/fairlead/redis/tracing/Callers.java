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
 * Who asked for a command. Nothing but the command itself can tell: it may wait for a connection
 * and leave on the thread of another caller, or of none, and Redisson sends some of them again.
 *
 * <p>The first to see a key is the mapper of names, on its caller's thread. It gives each caller a
 * string of its own, and that same string is among the command's arguments however it travels.
 */
final class Callers implements NameMapper {
  /** Keys whose callers are kept: more than are ever under way at once. */
  static final int KEYS = 256;

  /** More than an application has of them. */
  private static final int SCRIPTS = 64;

  /** Arguments that are looked at: keys come early. */
  private static final int ARGUMENTS = 16;

  /**
   * Somebody with a span.
   *
   * @param site in the code, or null
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
  @SuppressWarnings("StringCopy") // what is wanted is its identity
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

  /** Who asked for this, or null: nobody did whose span is recorded. */
  synchronized Caller of(CommandData<?, ?> command) {
    Object[] arguments = command.getParams();
    if ("LOAD".equals(command.getCommand().getSubName())) {
      // Redisson's own, between the call of a script and the same call again.
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
