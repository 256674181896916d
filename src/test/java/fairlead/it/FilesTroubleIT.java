package fairlead.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.ssh.FileSession;
import fairlead.testing.Cable;
import fairlead.testing.OpenSshServer;
import jakarta.json.JsonObject;
import java.io.FilterInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Files while networks are cut and people change their minds. */
@EnabledIf("fairlead.testing.OpenSshServer#available")
class FilesTroubleIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Far less than any timeout of the server. */
  private static final Duration PROMPT = Duration.ofSeconds(10);

  /** One slice, and more than what networks and buffers hold. */
  private static final int SIZE = 8 << 20;

  private static OpenSshServer sshd;
  private static OpenSshServer bare;
  private static Cable toHost;
  private static Path directory;
  private final RawHttp raw = new RawHttp("127.0.0.1");
  private Browserless person;

  @BeforeAll
  static void startHosts() throws Exception {
    sshd = OpenSshServer.start(Site.directory("sshd"));
    bare = OpenSshServer.start(Site.directory("bare")).withoutSftp();
    toHost = Cable.to(sshd.port());
    directory = Site.directory("files");
    Site.hosts(
        "hosts:\n"
            + sshd.entry("files-cut", toHost.port(), sshd.user(), "ed25519")
            + bare.entry("files-none", bare.port(), bare.user(), "ed25519"));
  }

  @AfterAll
  static void stopHosts() throws Exception {
    toHost.close();
    sshd.close();
    bare.close();
  }

  @BeforeEach
  void signIn() throws Exception {
    person = Browserless.signedIn("operator");
  }

  @Test
  void aHostWithoutFilesIsAPanelThatFailed() throws Exception {
    JsonObject state = FilePanel.of(person, "files-none").settled();
    assertEquals("failed", state.getString("state"));
    assertTrue(state.getString("message").startsWith("files-none lets "));
  }

  @Test
  void anUploadThatTheNetworkCutsGoesOnWhereItStopped() throws Exception {
    FilePanel panel = opened();
    byte[] bytes = random();
    try (Cable cable = Cable.to(SharedServer.port())) {
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
    FilePanel panel = opened();
    byte[] bytes = random();
    HttpResponse<String> lost =
        person.put(
            slice(panel, "lost", 0),
            BodyPublishers.ofInputStream(() -> new Torn(bytes, () -> begun("lost", toHost))));
    assertTrue(lost.statusCode() == 410 || lost.statusCode() == 422, lost::body);
    await(() -> panel.state().getString("state").equals("failed"), "the panel to see it");
    assertTrue(panel.state().getString("message").contains("is lost"));
    toHost.plug();
    FilePanel again = opened();
    int received = received(again, "lost");
    assertTrue(received > 0 && received < SIZE, received + " bytes");
    assertWhole(person, again, "lost", bytes, received);
  }

  @Test
  void anUploadThatIsGivenUpMeanwhileLeavesNothing() throws Exception {
    FilePanel panel = opened();
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
    String url = panel.url("upload", directory.resolve("up")) + "&key=k1";
    assertEquals(204, person.call("DELETE", url).statusCode());
    gone.countDown();
    sender.join();
    await(
        () -> person.get("/api/transfers/" + panel.id()).body().equals("[]"), "the transfer's end");
    assertEquals(0, parts("up"));
    assertTrue(Files.notExists(directory.resolve("up")));
  }

  /** The server waits for more of a slice that says how long it is; a cancellation does not. */
  @Test
  void whatEndsASliceEndsItAtOnce() throws Exception {
    FilePanel panel = opened();
    String upload = panel.url("upload", directory.resolve("slow"));
    for (String way : List.of("upload", "transfer", "panel")) {
      try (Socket slow = raw.connect()) {
        raw.begin(
            slow, slice(panel, "slow", 0), "A".repeat(100), sending("Content-Length: 500000"));
        await(() -> parts("slow") == 1, "its part");
        String transfer =
            FilePanel.array(person.get("/api/transfers/" + panel.id()))
                .getJsonObject(0)
                .getString("id");
        String url =
            switch (way) {
              case "upload" -> upload + "&key=k1";
              case "transfer" -> "/api/transfers/" + panel.id() + "/" + transfer;
              default -> "/api/files/" + panel.id();
            };
        long begun = System.nanoTime();
        assertEquals(204, person.call("DELETE", url).statusCode(), way);
        RawHttp.Answer answer = RawHttp.answer(slow);
        assertTrue(System.nanoTime() - begun < PROMPT.toNanos(), way);
        if (way.equals("panel")) {
          assertEquals(410, answer.status(), answer.body());
          assertTrue(answer.body().contains("The files were closed."), answer.body());
          assertEquals(1, parts("slow"));
        } else {
          assertEquals(409, answer.status(), answer.body());
          assertTrue(answer.body().contains("The upload was cancelled."), answer.body());
          assertEquals(0, parts("slow"));
          assertEquals(
              200,
              person.put(panel.slice(directory.resolve("slow"), 0, 3), new byte[3]).statusCode());
          Files.delete(directory.resolve("slow"));
        }
      }
    }
  }

  /** Far less than 32 KiB within 30 s, the server's read timeout. */
  @Test
  void aSlowSliceGoesOnAndASilentOneIsToldSo() throws Exception {
    FilePanel panel = opened();
    int size = 40_000;
    String[] headers = sending("Content-Length: " + size);
    try (Socket silent = raw.connect();
        Socket slow = raw.connect()) {
      silent.setSoTimeout(60_000);
      raw.begin(silent, panel.slice(directory.resolve("silent"), 0, size), "A", headers);
      raw.begin(slow, panel.slice(directory.resolve("thin"), 0, size), "", headers);
      int sent = 0;
      int after = 0;
      while (after < 2) {
        slow.getOutputStream().write(new byte[2_500]);
        sent += 2_500;
        TimeUnit.SECONDS.sleep(5);
        after += silent.getInputStream().available() > 0 ? 1 : 0;
      }
      RawHttp.Answer answer = RawHttp.answer(silent);
      assertEquals(408, answer.status(), answer.body());
      assertTrue(answer.body().contains("too slowly"), answer.body());
      slow.getOutputStream().write(new byte[size - sent]);
      assertEquals(200, RawHttp.answer(slow).status());
    }
    assertEquals(size, Files.size(directory.resolve("thin")));
  }

  @Test
  void whatIsWrongWithASliceIsSaid() throws Exception {
    FilePanel panel = opened();
    String url = panel.slice(directory.resolve("wrong"), 0, 10);
    try (Socket large = raw.connect()) {
      raw.begin(large, url, "A", sending("Content-Length: 11"));
      assertEquals(413, RawHttp.answer(large).status(), "before the rest has come");
    }
    try (Socket malformed = raw.connect()) {
      raw.begin(malformed, url, "5\r\nabcde\r\nxyz\r\n", sending("Transfer-Encoding: chunked"));
      RawHttp.Answer answer = RawHttp.answer(malformed);
      assertEquals(400, answer.status());
      assertTrue(answer.body().contains("malformed"), answer.body());
    }
  }

  private String[] sending(String framing) {
    return new String[] {
      "Cookie: " + person.cookies(),
      raw.origin(),
      "X-Fairlead: 1",
      "Content-Type: application/octet-stream",
      framing
    };
  }

  private FilePanel opened() throws Exception {
    return FilePanel.opened(person, "files-cut");
  }

  private static String slice(FilePanel panel, String name, int offset) {
    return panel.slice(directory.resolve(name), offset, SIZE);
  }

  /** How far an upload is, once nothing writes to it any more. */
  private int received(FilePanel panel, String name) throws Exception {
    await(() -> person.get("/api/transfers/" + panel.id()).body().equals("[]"), "its end");
    String url = panel.url("upload", directory.resolve(name)) + "&key=k1";
    return FilePanel.json(person.get(url)).getInt("received");
  }

  private void assertWhole(
      Browserless sender, FilePanel panel, String name, byte[] bytes, int received)
      throws Exception {
    HttpResponse<String> answer = sendRest(sender, panel, name, bytes, received);
    Instant end = Instant.now().plus(PATIENCE);
    // What the host had taken of the connection that was cut may go on being written for a while.
    while (answer.statusCode() == 412 && Instant.now().isBefore(end)) {
      answer = sendRest(sender, panel, name, bytes, received(panel, name));
    }
    assertEquals(200, answer.statusCode(), answer.body());
    assertTrue(FilePanel.json(answer).getBoolean("done"));
    assertArrayEquals(sha256(bytes), sha256(Files.readAllBytes(directory.resolve(name))));
    assertEquals(0, parts(name));
  }

  private static HttpResponse<String> sendRest(
      Browserless sender, FilePanel panel, String name, byte[] bytes, int offset) throws Exception {
    return sender.put(slice(panel, name, offset), Arrays.copyOfRange(bytes, offset, bytes.length));
  }

  /** Unplugs a cable once some of an upload has come through. */
  private static void begun(String name, Cable cable) throws Exception {
    // As much of it may be sent again.
    await(() -> partSize(name) > FileSession.UNCONFIRMED_MOST, "a part");
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
