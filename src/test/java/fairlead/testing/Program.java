package fairlead.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.stream.Stream;

/** Programs that a test needs for a moment. */
public final class Program {
  private Program() {}

  /** What it wrote; it has to end well. Its times are in UTC. */
  public static String run(Object... command) throws IOException, InterruptedException {
    return run(Map.of(), command);
  }

  public static String run(Map<String, String> environment, Object... command)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(Stream.of(command).map(Object::toString).toList())
            .redirectErrorStream(true);
    builder.environment().put("TZ", "UTC");
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    try (InputStream out = process.getInputStream()) {
      String written = new String(out.readAllBytes(), UTF_8);
      if (process.waitFor() != 0) {
        throw new IOException(command[0] + " failed: " + written);
      }
      return written;
    }
  }
}
