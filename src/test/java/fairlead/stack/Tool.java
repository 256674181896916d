package fairlead.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program of this machine that judges a file better than a test could. */
final class Tool {
  private static final long PATIENCE_SECONDS = 60;

  /** What it said, both streams together. */
  record Verdict(int code, String said) {}

  private Tool() {}

  /** Whether this machine has it; under CI it must. */
  static boolean available(String program) {
    boolean found =
        Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    if (!found && "true".equals(System.getenv("CI"))) {
      throw new IllegalStateException(program + " is missing");
    }
    return found;
  }

  static Verdict run(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(List.of(command)).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException(command[0] + " did not end");
    }
    return new Verdict(process.exitValue(), said);
  }
}
