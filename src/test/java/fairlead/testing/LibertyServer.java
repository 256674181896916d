package fairlead.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Fairlead as it ships, in a server of its own: for what a test may not do to the server that all
 * share, such as stopping it, and for settings that only one test wants.
 */
public final class LibertyServer {
  private static final String NAME = "fairlead-alone";
  private static final long START_NANOS = Duration.ofMinutes(4).toNanos();
  private static final long STOP_SECONDS = 30;

  private final Path directory;
  private final int port;
  private final String basePath;
  private final Process script;
  private final HttpClient http = HttpClient.newHttpClient();

  private LibertyServer(Path directory, int port, String basePath, Process script) {
    this.directory = directory;
    this.port = port;
    this.basePath = basePath;
    this.script = script;
  }

  /**
   * Starts it and waits until it is ready.
   *
   * @param wlp the installed Open Liberty
   * @param war the application
   * @param shipped the configuration that ships
   * @param directory empty; the server's own files, hosts.yaml and known_hosts are there
   * @param password of {@code operator} and {@code admin}; null: there is no users.xml, and so the
   *     server is not ready once it has started
   * @param settings of Fairlead, as environment variables
   */
  public static LibertyServer start(
      Path wlp,
      Path war,
      Path shipped,
      Path directory,
      String password,
      Map<String, String> settings)
      throws IOException, InterruptedException {
    return start("run", wlp, war, shipped, directory, password, settings);
  }

  /** The same in the background, as administrators do: with {@code server start}. */
  public static LibertyServer inBackground(
      Path wlp,
      Path war,
      Path shipped,
      Path directory,
      String password,
      Map<String, String> settings)
      throws IOException, InterruptedException {
    return start("start", wlp, war, shipped, directory, password, settings);
  }

  /**
   * Starts it with settings that keep the application from starting, and waits until it says so.
   */
  public static LibertyServer refusing(
      Path wlp,
      Path war,
      Path shipped,
      Path directory,
      String password,
      Map<String, String> settings)
      throws IOException, InterruptedException {
    LibertyServer started = launch("run", wlp, war, shipped, directory, password, settings);
    boolean refused = false;
    try {
      long deadline = System.nanoTime() + START_NANOS;
      while (!started.said("CWWKZ0002E")) {
        started.pause(deadline);
      }
      refused = true;
    } finally {
      if (!refused) {
        started.close();
      }
    }
    return started;
  }

  private static LibertyServer start(
      String command,
      Path wlp,
      Path war,
      Path shipped,
      Path directory,
      String password,
      Map<String, String> settings)
      throws IOException, InterruptedException {
    LibertyServer started = launch(command, wlp, war, shipped, directory, password, settings);
    boolean ready = false;
    try {
      started.awaitStarted(password == null ? "/health/started" : "/health/ready");
      ready = true;
    } finally {
      if (!ready) {
        started.close();
      }
    }
    return started;
  }

  private static LibertyServer launch(
      String command,
      Path wlp,
      Path war,
      Path shipped,
      Path directory,
      String password,
      Map<String, String> settings)
      throws IOException, InterruptedException {
    Path server = directory.resolve("usr/servers").resolve(NAME);
    Files.createDirectories(server.resolve("apps"));
    try (Stream<Path> files = Files.walk(shipped)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = server.resolve(shipped.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    Files.copy(war, server.resolve("apps/fairlead.war"));
    if (password != null) {
      Files.writeString(server.resolve("users.xml"), users(password));
    }
    Files.writeString(
        server.resolve("server.env"),
        "ltpa_keys_password=%s%nkeystore_password=%s%n"
            .formatted(UUID.randomUUID(), UUID.randomUUID()));
    WarmStart.use(server);
    int port = Ports.free();
    ProcessBuilder builder =
        new ProcessBuilder(wlp.resolve("bin/server").toString(), command, NAME)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("console.log").toFile());
    Map<String, String> environment = new HashMap<>(settings);
    environment.put("WLP_USER_DIR", directory.resolve("usr").toString());
    environment.put("FAIRLEAD_DIRECTORY", directory.toString());
    environment.put("FAIRLEAD_HTTP_PORT", String.valueOf(port));
    // Soft references are caches. Without them, whatever a collection leaves is held by somebody.
    environment.put("JVM_ARGS", WarmStart.JVM_OPTIONS + " -Xmx512m -XX:SoftRefLRUPolicyMSPerMB=0");
    builder.environment().putAll(environment);
    return new LibertyServer(
        directory, port, settings.getOrDefault("FAIRLEAD_BASE_PATH", ""), builder.start());
  }

  public int port() {
    return port;
  }

  public String address() {
    return "http://localhost:" + port + basePath;
  }

  /** Whether the console has had this text. */
  public boolean said(String text) throws IOException {
    return Files.readString(directory.resolve("console.log")).contains(text);
  }

  /** What there is of threads, files and memory now. */
  public Readings readings() throws IOException, InterruptedException {
    return Readings.of(java().pid());
  }

  /** What its platform threads whose names contain this are doing. */
  public String stacks(String name) throws IOException, InterruptedException {
    return Readings.stacks(java().pid(), name);
  }

  /** Files and sockets that are open now. */
  public long openFiles() throws IOException {
    return Readings.openFiles(java().pid());
  }

  /** Replaces the application by itself, and waits until the new one is ready. */
  public void redeploy() throws IOException, InterruptedException {
    long before = updates();
    Path war = directory.resolve("usr/servers").resolve(NAME).resolve("apps/fairlead.war");
    Path copy = Files.copy(war, directory.resolve("fairlead.war"));
    // Before the move: the server would take a later change for one more.
    Files.setLastModifiedTime(copy, FileTime.fromMillis(System.currentTimeMillis()));
    Files.move(copy, war, StandardCopyOption.REPLACE_EXISTING);
    long deadline = System.nanoTime() + START_NANOS;
    while (updates() == before) {
      pause(deadline);
    }
    awaitStarted("/health/ready");
  }

  /** Lets it answer this many requests side by side. */
  public void serve(int requests) {
    HttpRequest request = HttpRequest.newBuilder(URI.create(address() + "/sign-in.html")).build();
    Stream.generate(() -> http.sendAsync(request, HttpResponse.BodyHandlers.discarding()))
        .limit(requests)
        .toList()
        .forEach(CompletableFuture::join);
  }

  /** As an operating system stops it: SIGTERM; waits until it is over. */
  public void stop() throws InterruptedException {
    java().destroy();
    if (!script.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("The server runs on " + STOP_SECONDS + " s after SIGTERM");
    }
  }

  /** Ends it, if it has not been stopped. */
  public void close() throws IOException, InterruptedException {
    background().ifPresent(ProcessHandle::destroy);
    script.descendants().forEach(ProcessHandle::destroy);
    script.destroy();
    if (!script.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
      script.descendants().forEach(ProcessHandle::destroyForcibly);
      script.destroyForcibly();
    } else if (background().isEmpty()) {
      WarmStart.keep(userDirectory().resolve("servers").resolve(NAME));
    }
  }

  /** What {@code server} calls it. */
  public String name() {
    return NAME;
  }

  /** Where {@code server} looks for it: {@code WLP_USER_DIR}. */
  public Path userDirectory() {
    return directory.resolve("usr");
  }

  /** The script becomes Java, or starts it. */
  private ProcessHandle java() {
    return Stream.concat(Stream.of(script.toHandle()), script.descendants())
        .filter(one -> one.info().command().orElse("").endsWith("/java"))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("The server's Java is not there"));
  }

  private Optional<ProcessHandle> background() throws IOException {
    Path pid = userDirectory().resolve("servers/.pid").resolve(NAME + ".pid");
    return Files.exists(pid)
        ? ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
        : Optional.empty();
  }

  private long updates() throws IOException {
    try (Stream<String> lines = Files.lines(directory.resolve("console.log"))) {
      return lines.filter(line -> line.contains("CWWKZ0003I")).count();
    }
  }

  private void awaitStarted(String health) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START_NANOS;
    while (!started(health)) {
      if (!script.isAlive() && script.exitValue() != 0) {
        throw new IOException(
            "The server ended: " + Files.readString(directory.resolve("console.log")));
      }
      pause(deadline);
    }
  }

  /** Readiness comes a moment before the application's own paths. */
  private boolean started(String health) throws InterruptedException {
    try {
      return answers(health) && answers(basePath + "/sign-in.html");
    } catch (IOException e) {
      return false;
    }
  }

  private boolean answers(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .timeout(Duration.ofSeconds(10))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
  }

  private void pause(long deadline) throws InterruptedException {
    if (System.nanoTime() > deadline) {
      throw new AssertionError("waited in vain for the server in " + directory);
    }
    TimeUnit.MILLISECONDS.sleep(100);
  }

  /** A users.xml with two people, {@code operator} and {@code admin}. */
  public static String users(String password) {
    return """
        <server>
          <basicRegistry id="people" realm="Fairlead">
            <user name="operator" password="%1$s"/>
            <user name="admin" password="%1$s"/>
            <group name="operator"><member name="operator"/></group>
            <group name="auditor"/>
            <group name="admin"><member name="admin"/></group>
          </basicRegistry>
        </server>
        """
        .formatted(password);
  }
}
