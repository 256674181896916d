package fairlead.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A copy of the server that Arquillian runs, for what must be set at the start. */
public final class CopiedServer implements AutoCloseable {
  private static final long START_NANOS = Duration.ofMinutes(2).toNanos();

  private final Path directory;
  private final int port;
  private final Process process;

  private CopiedServer(Path directory, int port, Process process) {
    this.directory = directory;
    this.port = port;
    this.process = process;
  }

  /**
   * Starts a copy of a server.
   *
   * @param wlp where Liberty is
   * @param model the name of the server whose configuration it gets
   * @param war the application, at /
   * @param environment besides FAIRLEAD_HTTP_PORT
   */
  public static CopiedServer start(
      Path wlp, String model, String name, Path war, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path servers = wlp.resolve("usr/servers");
    Path directory = servers.resolve(name);
    delete(directory);
    Files.createDirectories(directory.resolve("apps"));
    Files.createDirectories(directory.resolve("configDropins/defaults"));
    for (String file : List.of("server.xml", "server.env", "jvm.options")) {
      Files.copy(servers.resolve(model).resolve(file), directory.resolve(file));
    }
    Files.copy(war, directory.resolve("apps/fairlead.war"), StandardCopyOption.REPLACE_EXISTING);
    Files.writeString(
        directory.resolve("configDropins/defaults/application.xml"),
        "<server><webApplication location=\"fairlead.war\" contextRoot=\"/\"/></server>");
    WarmStart.use(directory);
    int port = Ports.free();
    ProcessBuilder builder =
        new ProcessBuilder(wlp.resolve("bin/server").toString(), "run", name)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("console.log").toFile());
    builder.environment().put("FAIRLEAD_HTTP_PORT", String.valueOf(port));
    builder.environment().put("JVM_ARGS", WarmStart.JVM_OPTIONS);
    builder.environment().putAll(environment);
    CopiedServer server = new CopiedServer(directory, port, builder.start());
    try {
      server.awaitReady();
    } catch (IOException e) {
      server.close();
      throw e;
    }
    return server;
  }

  public String base() {
    return "http://localhost:" + port;
  }

  public int port() {
    return port;
  }

  /** What its platform threads whose names contain this are doing. */
  public String stacks(String name) throws IOException, InterruptedException {
    return Readings.stacks(java().pid(), name);
  }

  /** Its own configuration, to be changed as an administrator would. */
  public Path configuration() {
    return directory.resolve("server.xml");
  }

  /** Whether the console has had this text. */
  public boolean said(String text) throws IOException {
    return Files.readString(directory.resolve("console.log")).contains(text);
  }

  /**
   * Replaces its configuration and waits until that is in force: what is asked meanwhile is
   * answered by the one before.
   */
  public void configure(String configuration) throws IOException, InterruptedException {
    long before = updates();
    Files.writeString(configuration(), configuration);
    long deadline = System.nanoTime() + START_NANOS;
    while (updates() == before) {
      if (System.nanoTime() > deadline) {
        throw new IOException("The server did not take its new configuration");
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private long updates() throws IOException {
    try (Stream<String> lines = Files.lines(directory.resolve("console.log"))) {
      // "The server configuration was successfully updated"
      return lines.filter(line -> line.contains("CWWKG0017I")).count();
    }
  }

  /** Everything that it wrote: console, messages, traces, first failures. */
  public List<Path> logs() throws IOException {
    try (Stream<Path> files = Files.walk(directory.resolve("logs"))) {
      return Stream.concat(
              files.filter(Files::isRegularFile), Stream.of(directory.resolve("console.log")))
          .toList();
    }
  }

  /** Ends it as a failing machine does. */
  public void kill() throws InterruptedException {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor();
  }

  /** Stops it in order, so that what is to be exported is. */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    try {
      if (process.waitFor(40, TimeUnit.SECONDS)) {
        WarmStart.keep(directory);
      } else {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The script becomes Java, or starts it. */
  private ProcessHandle java() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .filter(one -> one.info().command().orElse("").endsWith("/java"))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("The server's Java is not there"));
  }

  /** Until it is ready and shows its page. */
  private void awaitReady() throws IOException, InterruptedException {
    HttpClient client = HttpClient.newHttpClient();
    long deadline = System.nanoTime() + START_NANOS;
    while (!answers(client, "/health/ready") || !answers(client, "/sign-in.html")) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new IOException(
            "The server did not start: " + Files.readString(directory.resolve("console.log")));
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private boolean answers(HttpClient client, String path) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base() + path)).timeout(Duration.ofSeconds(10)).build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static void delete(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
