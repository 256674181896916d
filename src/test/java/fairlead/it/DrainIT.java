package fairlead.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.testing.CopiedServer;
import fairlead.testing.OpenSshServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.StringReader;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Taking a server out of service while somebody works on it. */
@EnabledIf("fairlead.testing.OpenSshServer#available")
class DrainIT {
  /** Bytes: more than networks and buffers hold. */
  private static final long LARGE = 256 << 20;

  private static OpenSshServer sshd;
  private static CopiedServer server;

  @BeforeAll
  static void startHost() throws Exception {
    Path directory = Site.directory("drain");
    sshd = OpenSshServer.start(directory);
    Files.writeString(
        directory.resolve("hosts.yaml"), "hosts:\n" + sshd.entry("drained", "ed25519"));
    server = Site.copy("drain", directory, Map.of());
  }

  @AfterAll
  static void stopHost() throws Exception {
    if (server != null) {
      server.close();
    }
    if (sshd != null) {
      sshd.close();
    }
  }

  @Test
  void peopleAreToldAndLoseNothingAndNobodyNewComes() throws Exception {
    Browserless operator = Browserless.signedIn(server.base(), "operator");
    Browserless admin = Browserless.signedIn(server.base(), "admin");
    FilePanel files = FilePanel.opened(operator, "drained");
    Browserless.Socket socket = operator.socket();
    socket.open("drained");
    socket.await("opened");
    socket.type("PS1=; echo rea''dy\n");
    socket.awaitOutput("ready\r\n");
    Browserless.Socket behind = operator.socket();
    behind.open("drained");
    behind.await("opened");
    behind.type("PS1=; echo rea''dy\n");
    behind.awaitOutput("ready\r\n");
    behind.neverAcknowledge();
    behind.type("seq 1 30000; echo a''ll\n");

    assertEquals(403, operator.post("/api/drain", "{\"seconds\":4}").statusCode());
    assertEquals(400, admin.post("/api/drain", "{\"seconds\":-1}").statusCode());
    assertEquals(400, admin.post("/api/drain", "{\"seconds\":\"4\"}").statusCode());
    awaitReady();

    InputStream held = download(operator, files);
    RawHttp raw = new RawHttp("127.0.0.1", server.port());
    Socket slice = raw.connect();
    raw.begin(
        slice,
        files.slice(Site.directory("drain").resolve("slice"), 0, 1_000),
        "A",
        "Cookie: " + operator.cookies(),
        raw.origin(),
        "X-Fairlead: 1",
        "Content-Type: application/octet-stream",
        "Content-Length: 1000");
    Patience.await(
        Duration.ofSeconds(30),
        () -> FilePanel.array(operator.get("/api/transfers/" + files.id())).size() == 2,
        () -> "the slice did not begin");
    JsonObject longer = begin(admin, 300);
    assertEquals(2, longer.getInt("transfers"));
    assertFalse(longer.getBoolean("over"));
    HttpResponse<String> begun = admin.post("/api/drain", "{\"seconds\":4}");
    assertEquals(200, begun.statusCode(), begun.body());
    assertTrue(begun.body().contains("\"draining\":true"), begun.body());
    HttpResponse<String> ready = Browserless.at(server.base()).get("/health/ready");
    assertEquals(503, ready.statusCode());
    assertTrue(ready.body().contains("taken out of service"), ready.body());
    assertEquals(200, Browserless.at(server.base()).get("/health/live").statusCode());

    JsonObject notice =
        socket.await(
            one -> "draining".equals(one.getString("kind", "")) && one.getInt("seconds") == 4,
            "the countdown");
    assertEquals("notice", notice.getString("type"));

    Browserless.Socket late = operator.socket();
    late.open("drained");
    assertEquals(4503, late.await("failed").getInt("code"));
    assertEquals(4503, late.awaitClose());
    assertEquals(503, operator.post("/api/files", "{\"host\":\"drained\"}").statusCode());

    // Work goes on until the end, and all of its output arrives.
    socket.type("seq 1 20000; echo a''ll\n");
    JsonObject ended = socket.await("ended");
    assertEquals("drain", ended.getString("reason"));
    assertTrue(socket.awaitOutput("\r\nall\r\n").contains("\r\n19999\r\n20000\r\n"));
    assertEquals(1000, socket.awaitClose());
    // So does what the host has sent to one whose browser acknowledges nothing.
    behind.await("ended");
    assertTrue(behind.awaitOutput("\r\nall\r\n").contains("\r\n29999\r\n30000\r\n"));
    assertEquals(1000, behind.awaitClose());
    awaitOver(admin);
    held.close();
    assertEquals("failed", files.state().getString("state"));
    assertTrue(files.state().getString("message").contains("is being stopped"));
    RawHttp.Answer cut = RawHttp.answer(slice);
    slice.close();
    assertEquals(410, cut.status());
    assertTrue(cut.body().contains("is being stopped"), cut.body());
  }

  /** A download that its client does not read. */
  private static InputStream download(Browserless operator, FilePanel files) throws Exception {
    Path large = Site.directory("drain").resolve("large");
    try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
      file.setLength(LARGE);
    }
    InputStream held = operator.stream(files.url("content", large));
    assertTrue(held.read() >= 0);
    return held;
  }

  private static JsonObject begin(Browserless admin, int seconds) throws Exception {
    return FilePanel.json(admin.post("/api/drain", "{\"seconds\":" + seconds + "}"));
  }

  /** What an orchestrator asks before it stops the server. */
  private static void awaitOver(Browserless admin) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    boolean over = false;
    while (!over) {
      HttpResponse<String> answer = admin.get("/api/drain");
      assertEquals(200, answer.statusCode(), answer.body());
      JsonObject state = Json.createReader(new StringReader(answer.body())).readObject();
      assertTrue(state.getBoolean("draining"), answer.body());
      over = state.getBoolean("over");
      assertTrue(over || System.nanoTime() < deadline, answer.body());
    }
  }

  /** Until every probe has looked once, a server that has just started is not ready. */
  private static void awaitReady() throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (Browserless.at(server.base()).get("/health/ready").statusCode() != 200) {
      assertTrue(System.nanoTime() < deadline, "never ready");
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }
}
