package fairlead.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fairlead.testing.LibertyServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** What is deployed, and the files beside it. */
final class Site {
  private Site() {}

  static WebArchive war() {
    return ShrinkWrap.createFromZipFile(WebArchive.class, new File(System.getProperty("it.war")));
  }

  /** A new directory for one test's host. */
  static Path directory(String purpose) throws IOException {
    return Files.createTempDirectory(Files.createDirectories(root()), purpose);
  }

  /** Writes hosts.yaml, and forgets the host keys of other tests, whose ports may come again. */
  static void hosts(String yaml) throws IOException {
    Files.createDirectories(root());
    Files.deleteIfExists(root().resolve("known_hosts"));
    Files.writeString(root().resolve("hosts.yaml"), yaml);
  }

  /** The server looks at the file once a second: waits until it has this host. */
  static void awaitHost(String name) throws IOException, InterruptedException {
    Browserless person = Browserless.signedIn("operator");
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!person.get("/api/hosts").body().contains("\"" + name + "\"")) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("waited in vain for the host " + name);
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

  /** The process of the server that Arquillian has started. */
  static long pid() {
    return ProcessHandle.allProcesses()
        .filter(
            one -> {
              List<String> arguments = List.of(one.info().arguments().orElse(new String[0]));
              return arguments.contains(System.getProperty("it.server"))
                  && arguments.toString().contains(System.getProperty("it.wlp.home"));
            })
        .findFirst()
        .orElseThrow()
        .pid();
  }

  private static Path root() {
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
