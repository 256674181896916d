package fairlead.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fairlead.testing.CopiedServer;
import fairlead.testing.LibertyServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** What is deployed, and the files beside it. */
final class Site {
  private static final AtomicInteger BETWEEN = new AtomicInteger();

  private Site() {}

  static WebArchive war() {
    return ShrinkWrap.createFromZipFile(WebArchive.class, new File(System.getProperty("it.war")));
  }

  /** A new directory for one test's host. */
  static Path directory(String purpose) throws IOException {
    return Files.createTempDirectory(Files.createDirectories(root()), purpose);
  }

  /**
   * Gives the shared server these hosts and waits until it has them. Hosts of other tests may have
   * the same names, so it first has another list. Their host keys are forgotten, too: their ports
   * may come again.
   *
   * @param yaml without a mistake
   */
  static void hosts(String yaml) throws IOException, InterruptedException {
    Browserless person = Browserless.signedIn("operator");
    String between = "between-" + BETWEEN.incrementAndGet();
    writeHosts("hosts:\n  - {name: %s, address: 127.0.0.1, user: nobody}\n".formatted(between));
    awaitHosts(person, true, between);
    Files.deleteIfExists(root().resolve("known_hosts"));
    writeHosts(yaml);
    awaitHosts(person, false, between);
  }

  /** Writes hosts.yaml, in one step; does not wait for the server, which may refuse it. */
  static void writeHosts(String text) throws IOException {
    Path written = Files.writeString(Files.createDirectories(root()).resolve("hosts.new"), text);
    Files.move(written, root().resolve("hosts.yaml"), StandardCopyOption.ATOMIC_MOVE);
  }

  private static void awaitHosts(Browserless person, boolean listed, String name)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (listed != person.get("/api/hosts").body().contains("\"" + name + "\"")) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("The server does not take hosts.yaml");
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  /** Ends what other tests have left running. */
  static void endTerminals(String name) throws IOException, InterruptedException {
    Browserless person = Browserless.signedIn(name);
    for (JsonObject one : terminals(person)) {
      person.call("DELETE", "/api/terminals/" + one.getString("terminal"));
    }
  }

  static Iterable<JsonObject> terminals(Browserless person)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = person.get("/api/terminals");
    assertEquals(200, answer.statusCode(), answer.body());
    return Json.createReader(new StringReader(answer.body()))
        .readObject()
        .getJsonArray("terminals")
        .getValuesAs(JsonObject.class);
  }

  /**
   * A copy of the tests' server with the WAR and settings of its own.
   *
   * @param name of one test, for the server's folder
   * @param directory with its hosts.yaml
   * @param settings variables of its environment
   */
  static CopiedServer copy(String name, Path directory, Map<String, String> settings)
      throws IOException, InterruptedException {
    return copy(name, Path.of(System.getProperty("it.war")), directory, settings);
  }

  /** The same with another WAR. */
  static CopiedServer copy(String name, Path war, Path directory, Map<String, String> settings)
      throws IOException, InterruptedException {
    Map<String, String> environment = new HashMap<>(settings);
    environment.put("FAIRLEAD_IT_DIRECTORY", directory.toString());
    return CopiedServer.start(
        Path.of(System.getProperty("it.wlp.home")),
        System.getProperty("it.model"),
        System.getProperty("it.server") + "-" + name,
        war,
        environment);
  }

  static Path root() {
    return Path.of(System.getProperty("it.directory"));
  }

  /**
   * A server of its own, with the configuration that is shipped.
   *
   * @param settings variables of its environment
   */
  static LibertyServer server(Path directory, Map<String, String> settings)
      throws IOException, InterruptedException {
    return server(directory, Browserless.PASSWORD, settings);
  }

  /** The same with another password of its people; null for a server without people. */
  static LibertyServer server(Path directory, String password, Map<String, String> settings)
      throws IOException, InterruptedException {
    return LibertyServer.start(
        Path.of(System.getProperty("it.wlp.home")),
        Path.of(System.getProperty("it.war")),
        Path.of(System.getProperty("basedir"), "src/main/liberty/config"),
        directory,
        password,
        settings);
  }
}
