package fairlead.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.testing.OpenSshServer;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Requests that wait: for a host whose SFTP server does not answer any more, or for a change. */
@EnabledIf("fairlead.testing.OpenSshServer#available")
class FilesStoppedIT {
  private static final int REQUESTS = 400;

  /** The reply timeout is 30 s, and the machine may be busy. */
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private static OpenSshServer sshd;

  @BeforeAll
  static void startHost() throws Exception {
    sshd = OpenSshServer.start(Site.directory("sshd"), "MaxSessions 1");
    Site.hosts("hosts:\n" + sshd.entry("files-stopped", "ed25519"));
  }

  @AfterAll
  static void stopHost() throws Exception {
    if (sshd != null) {
      sshd.signalSftpServers("CONT");
      sshd.close();
    }
  }

  @Test
  void aStoppedServerHoldsNobodyElseUp() throws Exception {
    Browserless person = Browserless.signedIn("operator");
    Browserless other = Browserless.signedIn("admin");
    Browserless.Socket socket = other.socket();
    socket.answerPings();
    socket.open("files-stopped");
    socket.await("opened");
    socket.type("stty raw -echo; echo rea''dy; exec cat\n");
    socket.awaitOutput("ready");
    FilePanel panel = FilePanel.opened(person, "files-stopped");
    assertTrue(sshd.signalSftpServers("STOP") > 0);

    ExecutorService threads = Executors.newFixedThreadPool(REQUESTS);
    List<Future<HttpResponse<String>>> listings = new ArrayList<>();
    String url = "/api/files/" + panel.id() + "/entries?path=/";
    for (int i = 0; i < REQUESTS; i++) {
      listings.add(threads.submit(() -> person.patientlyGet(url, PATIENCE)));
    }
    Echoes beside = Echoes.of(socket, () -> true);
    assertEquals("open", panel.state().getString("state"), "while they wait");
    Map<Integer, Integer> answers = new TreeMap<>();
    for (Future<HttpResponse<String>> one : listings) {
      answers.merge(one.get().statusCode(), 1, Integer::sum);
    }
    threads.shutdown();
    assertEquals(Map.of(410, 8, 429, REQUESTS - 8), answers);
    assertTrue(beside.p99Millis() < 1_000, "p99: " + beside.p99Millis() + " ms");
    assertEquals("failed", panel.state().getString("state"));
    assertEquals(
        "The SFTP server of files-stopped does not answer. Open the files again.",
        panel.state().getString("message"));
    socket.say("{'type':'end'}");
    assertEquals(1000, socket.awaitClose());
  }

  @Test
  void requestsThatWaitForAChangeHoldNobodyUp() throws Exception {
    Browserless person = Browserless.signedIn("operator");
    Browserless other = Browserless.signedIn("admin");
    Browserless.Socket socket = other.socket();
    socket.answerPings();
    socket.open("files-stopped");
    socket.await("opened");
    socket.type("stty raw -echo; echo rea''dy; exec cat\n");
    socket.awaitOutput("ready");
    FilePanel panel = FilePanel.opened(person, "files-stopped");
    String url = "/api/files/" + panel.id() + "?seen=" + panel.state().getInt("version");

    ExecutorService threads = Executors.newFixedThreadPool(REQUESTS);
    List<Future<HttpResponse<String>>> polls = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      polls.add(threads.submit(() -> person.patientlyGet(url, PATIENCE)));
    }
    Echoes beside = Echoes.of(socket, () -> true);
    Map<Integer, Integer> answers = new TreeMap<>();
    for (Future<HttpResponse<String>> one : polls) {
      answers.merge(one.get().statusCode(), 1, Integer::sum);
    }
    threads.shutdown();
    assertEquals(Set.of(200, 429), answers.keySet());
    assertTrue(answers.get(200) >= 8, answers.toString());
    assertTrue(beside.p99Millis() < 1_000, "p99: " + beside.p99Millis() + " ms");
    assertEquals("open", panel.state().getString("state"), "and they have given their places back");
    panel.close();
    socket.say("{'type':'end'}");
    assertEquals(1000, socket.awaitClose());
  }

  /** Each holds a thread of its own until the server's write timeout, and none of the pool. */
  @Test
  void downloadsThatNobodyReadsHoldNobodyElseUp() throws Exception {
    Browserless person = Browserless.signedIn("second");
    Browserless other = Browserless.signedIn("admin");
    Browserless.Socket socket = other.socket();
    socket.answerPings();
    socket.open("files-stopped");
    socket.await("opened");
    socket.type("stty raw -echo; echo rea''dy; exec cat\n");
    socket.awaitOutput("ready");
    Path large = Site.directory("large").resolve("large");
    try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
      file.setLength(1L << 30);
    }
    List<FilePanel> panels = new ArrayList<>();
    List<InputStream> unread = new ArrayList<>();
    Map<Integer, Integer> answers = new TreeMap<>();
    for (int i = 0; i < 10; i++) {
      FilePanel panel = FilePanel.opened(person, "files-stopped");
      panels.add(panel);
      for (int j = 0; j < 10; j++) {
        HttpResponse<InputStream> answer = person.streamed(panel.url("content", large));
        answers.merge(answer.statusCode(), 1, Integer::sum);
        unread.add(answer.body());
      }
    }
    assertEquals(Map.of(200, 40, 429, 60), answers, "four of each of ten panels");
    Echoes beside = Echoes.of(socket, () -> true);
    List<Double> requests = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      long before = System.nanoTime();
      assertEquals(200, other.get("/api/hosts").statusCode());
      requests.add((System.nanoTime() - before) / 1e6);
    }
    requests.sort(null);
    System.out.printf(
        "beside 40 downloads that nobody reads: echo p99 %.1f ms, request p50 %.1f ms, p99 %.1f ms%n",
        beside.p99Millis(), requests.get(100), requests.get(198));
    assertTrue(beside.p99Millis() < 1_000, "p99: " + beside.p99Millis() + " ms");
    assertTrue(requests.get(198) < 1_000, "p99: " + requests.get(198) + " ms");
    for (FilePanel panel : panels) {
      panel.close();
    }
    for (InputStream one : unread) {
      one.close();
    }
    socket.say("{'type':'end'}");
    assertEquals(1000, socket.awaitClose());
  }

  /** The host lets one session run over each connection. */
  @Test
  void anArchiveAndTransfersShareOneSession() throws Exception {
    Browserless person = Browserless.signedIn("operator");
    FilePanel panel = FilePanel.opened(person, "files-stopped");
    Path directory = Site.directory("shared");
    byte[] bytes = new byte[20 << 20];
    new Random(8).nextBytes(bytes);
    Path file = Files.write(directory.resolve("file"), bytes);
    HttpResponse<InputStream> archive = person.streamed(panel.url("archive", directory));
    HttpResponse<InputStream> content = person.streamed(panel.url("content", file));
    Path elsewhere = Site.directory("elsewhere").resolve("new");
    assertEquals(200, person.put(panel.slice(elsewhere, 0, 3), new byte[3]).statusCode());
    try (InputStream in = content.body();
        ZipInputStream zip = new ZipInputStream(archive.body())) {
      assertArrayEquals(bytes, in.readAllBytes());
      assertEquals(directory.getFileName() + "/file", zip.getNextEntry().getName());
      assertArrayEquals(bytes, zip.readAllBytes());
    }
    panel.close();
  }

  /** The page's largest file: more than the buffers of a connection take. */
  @Test
  void largeAnswersThatNobodyReadsHoldNobodyElseUp() throws Exception {
    Matcher file =
        Pattern.compile("/assets/index-[^\"]+[.]js")
            .matcher(Browserless.signedIn("admin").get("/").body());
    assertTrue(file.find());
    holdsNobodyElseUp(60, 8, file.group());
  }

  /** The buffers of a connection are full when some hundred of them were not read. */
  @Test
  void smallAnswersThatNobodyReadsHoldNobodyElseUp() throws Exception {
    holdsNobodyElseUp(16, 4_000, "/sign-in.html");
  }

  /** Asks without a sign-in, reads nothing, and looks how terminals and requests go on beside. */
  private static void holdsNobodyElseUp(int connections, int requests, String path)
      throws Exception {
    Browserless other = Browserless.signedIn("admin");
    Browserless.Socket socket = other.socket();
    socket.answerPings();
    socket.open("files-stopped");
    socket.await("opened");
    socket.type("stty raw -echo; echo rea''dy; exec cat\n");
    socket.awaitOutput("ready");
    List<UnreadAnswers> unread = new ArrayList<>();
    try {
      for (int i = 0; i < connections; i++) {
        unread.add(UnreadAnswers.of(path, requests));
      }
      List<Double> millis = new ArrayList<>();
      Instant patience = Instant.now().plus(PATIENCE);
      Echoes beside =
          Echoes.of(
              socket,
              () -> {
                boolean limited = unread.stream().anyMatch(UnreadAnswers::cut);
                long before = System.nanoTime();
                assertEquals(200, other.get("/api/hosts").statusCode());
                millis.add((System.nanoTime() - before) / 1e6);
                assertTrue(Instant.now().isBefore(patience), "no connection was cut");
                return limited;
              });
      Echoes limited = Echoes.of(socket, () -> true);
      for (int i = 0; i < 50; i++) {
        long before = System.nanoTime();
        assertEquals(200, other.get("/api/hosts").statusCode());
        millis.add((System.nanoTime() - before) / 1e6);
      }
      millis.sort(null);
      double longest = millis.get(millis.size() - 1);
      System.out.printf(
          "beside %d x %s that nobody reads: echo p99 %.1f ms, then %.1f ms, request at most %.1f ms%n",
          connections, path, beside.p99Millis(), limited.p99Millis(), longest);
      assertTrue(beside.p99Millis() < 1_000, "p99: " + beside.p99Millis() + " ms");
      assertTrue(limited.p99Millis() < 1_000, "p99: " + limited.p99Millis() + " ms");
      assertTrue(longest < 5_000, "longest: " + longest + " ms");
    } finally {
      for (UnreadAnswers one : unread) {
        one.close();
      }
    }
    socket.say("{'type':'end'}");
    assertEquals(1000, socket.awaitClose());
  }

  @Test
  void panelsOfPagesThatAreGoneGiveTheirPlaceToOthers() throws Exception {
    Browserless person = Browserless.signedIn("admin");
    for (int i = 0; i < 10; i++) {
      FilePanel unused = FilePanel.opened(person, "files-stopped");
    }
    assertEquals(429, person.post("/api/files", "{\"host\":\"files-stopped\"}").statusCode());
    Patience.await(
        Duration.ofSeconds(60),
        () -> person.post("/api/files", "{\"host\":\"files-stopped\"}").statusCode() == 200,
        () -> "no place for another one");
  }
}
