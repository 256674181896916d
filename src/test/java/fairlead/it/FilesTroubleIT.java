package fairlead.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.testing.Cable;
import fairlead.testing.OpenSshServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;

/** Files while networks are cut and people change their minds. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@EnabledIf("fairlead.testing.OpenSshServer#available")
class FilesTroubleIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** One slice, and more than what networks and buffers hold. */
  private static final int SIZE = 8 << 20;

  private static OpenSshServer sshd;
  private static OpenSshServer bare;
  private static Cable toHost;
  private static Path directory;
  private Browserless person;

  @Deployment(testable = false)
  static WebArchive war() {
    return Site.war();
  }

  @BeforeAll
  static void startHosts() throws Exception {
    sshd = OpenSshServer.start(Site.directory("sshd"));
    bare = OpenSshServer.start(Site.directory("bare")).withoutSftp();
    toHost = Cable.to(sshd.port());
    directory = Site.directory("files");
    Site.hosts(
        "hosts:\n"
            + host("files-cut", toHost.port(), sshd)
            + host("files-none", bare.port(), bare));
    Site.awaitHost("files-none");
  }

  @AfterAll
  static void stopHosts() throws Exception {
    toHost.close();
    sshd.close();
    bare.close();
  }

  private static String host(String name, int port, OpenSshServer server) {
    return """
          - name: %s
            address: 127.0.0.1
            port: %d
            user: %s
            host-key-policy: accept-new
            authentication:
              - key: %s
        """
        .formatted(name, port, server.user(), server.clientKey("ed25519"));
  }

  @BeforeEach
  void signIn() throws Exception {
    person = Browserless.signedIn("operator");
  }

  @Test
  void aHostWithoutFilesIsAPanelThatFailed() throws Exception {
    JsonObject state = settled(open("files-none"));
    assertEquals("failed", state.getString("state"));
    assertTrue(state.getString("message").startsWith("files-none lets you in, and offers no "));
  }

  @Test
  void anUploadThatTheNetworkCutsGoesOnWhereItStopped() throws Exception {
    String panel = opened();
    byte[] bytes = random();
    try (Cable cable = Cable.to(URI.create(Browserless.BASE).getPort())) {
      Browserless far = Browserless.signedIn("http://localhost:" + cable.port(), "operator");
      assertThrows(
          IOException.class,
          () ->
              far.put(
                  slice(panel, "cut", 0),
                  BodyPublishers.ofInputStream(() -> new Torn(bytes, () -> begun("cut", cable)))));
      int received = received(panel, "cut");
      assertTrue(received > 0 && received < SIZE, received + " bytes");
      cable.plug();
      assertWhole(far, panel, "cut", bytes, received);
    }
  }

  @Test
  void anUploadWhoseHostIsCutOffGoesOnInAnotherPanel() throws Exception {
    String panel = opened();
    byte[] bytes = random();
    HttpResponse<String> lost =
        person.put(
            slice(panel, "lost", 0),
            BodyPublishers.ofInputStream(() -> new Torn(bytes, () -> begun("lost", toHost))));
    assertTrue(lost.statusCode() == 410 || lost.statusCode() == 422, lost::body);
    await(() -> state(panel).getString("state").equals("failed"), "the panel to see it");
    assertTrue(state(panel).getString("message").contains("is lost"));
    toHost.plug();
    String again = opened();
    int received = received(again, "lost");
    assertTrue(received > 0 && received < SIZE, received + " bytes");
    assertWhole(person, again, "lost", bytes, received);
  }

  @Test
  void anUploadThatIsGivenUpMeanwhileLeavesNothing() throws Exception {
    String panel = opened();
    CountDownLatch halfway = new CountDownLatch(1);
    CountDownLatch gone = new CountDownLatch(1);
    Torn body =
        new Torn(
            random(),
            () -> {
              halfway.countDown();
              gone.await();
            });
    Thread sender =
        new Thread(
            () -> {
              try {
                person.put(slice(panel, "up", 0), BodyPublishers.ofInputStream(() -> body));
              } catch (IOException | InterruptedException refused) {
                // The server need not read the rest.
              }
            });
    sender.start();
    halfway.await();
    await(() -> parts("up") == 1, "its part");
    String url = "/api/transfers/" + panel + "/upload?path=" + directory + "/up&key=k1";
    assertEquals(204, person.call("DELETE", url).statusCode());
    gone.countDown();
    sender.join();
    await(() -> person.get("/api/transfers/" + panel).body().equals("[]"), "the transfer's end");
    assertEquals(0, parts("up"));
    assertTrue(Files.notExists(directory.resolve("up")));
  }

  private String opened() throws Exception {
    String panel = open("files-cut");
    assertEquals("open", settled(panel).getString("state"));
    return panel;
  }

  private String open(String host) throws Exception {
    HttpResponse<String> answer = person.post("/api/files", "{\"host\":\"" + host + "\"}");
    assertEquals(200, answer.statusCode(), answer.body());
    return json(answer).getString("panel");
  }

  private JsonObject settled(String panel) throws Exception {
    await(() -> !state(panel).getString("state").equals("opening"), "the panel to settle");
    return state(panel);
  }

  private JsonObject state(String panel) throws IOException, InterruptedException {
    HttpResponse<String> answer = person.get("/api/files/" + panel);
    assertEquals(200, answer.statusCode(), answer.body());
    return json(answer);
  }

  private static String slice(String panel, String name, int offset) {
    return "/api/transfers/%s/upload?path=%s/%s&key=k1&offset=%d&size=%d"
        .formatted(panel, directory, name, offset, SIZE);
  }

  /** How far an upload is, once nothing writes to it any more. */
  private int received(String panel, String name) throws Exception {
    await(() -> person.get("/api/transfers/" + panel).body().equals("[]"), "its end");
    String url = "/api/transfers/%s/upload?path=%s/%s&key=k1".formatted(panel, directory, name);
    return json(person.get(url)).getInt("received");
  }

  private static void assertWhole(
      Browserless sender, String panel, String name, byte[] bytes, int received) throws Exception {
    byte[] rest = Arrays.copyOfRange(bytes, received, bytes.length);
    HttpResponse<String> answer = sender.put(slice(panel, name, received), rest);
    assertEquals(200, answer.statusCode(), answer.body());
    assertTrue(json(answer).getBoolean("done"));
    assertArrayEquals(sha256(bytes), sha256(Files.readAllBytes(directory.resolve(name))));
    assertEquals(0, parts(name));
  }

  /** Unplugs a cable once some of an upload has come through. */
  private static void begun(String name, Cable cable) throws Exception {
    await(() -> partSize(name) > 0, "a part");
    cable.unplug();
  }

  private static long partSize(String name) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(one -> one.getFileName().toString().startsWith("." + name + "."))
          .mapToLong(one -> one.toFile().length())
          .sum();
    }
  }

  private static long parts(String name) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(one -> one.getFileName().toString().startsWith("." + name + ".")).count();
    }
  }

  private static void await(Patience.Condition condition, String what) throws Exception {
    Patience.await(PATIENCE, condition, () -> "no signs of " + what);
  }

  private static byte[] sha256(byte[] bytes) throws Exception {
    return MessageDigest.getInstance("SHA-256").digest(bytes);
  }

  private static byte[] random() {
    byte[] bytes = new byte[SIZE];
    new Random(17).nextBytes(bytes);
    return bytes;
  }

  private static JsonObject json(HttpResponse<String> answer) {
    return Json.createReader(new StringReader(answer.body())).readObject();
  }

  /** What happens in the middle of a body. */
  private interface Event {
    void happen() throws Exception;
  }

  /** A body in whose middle something happens. */
  private static final class Torn extends FilterInputStream {
    private final Event event;
    private int left = SIZE / 2;

    Torn(byte[] bytes, Event event) {
      super(new java.io.ByteArrayInputStream(bytes));
      this.event = event;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = in.read(bytes, offset, length);
      if (left > 0 && left <= count) {
        try {
          event.happen();
        } catch (Exception e) {
          throw new IOException(e);
        }
      }
      left -= count;
      return count;
    }
  }
}
