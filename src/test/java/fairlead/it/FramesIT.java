package fairlead.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.testing.OpenSshServer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** What a socket does with frames that it should not get, and with bytes that it must not touch. */
@EnabledIf("fairlead.testing.OpenSshServer#available")
class FramesIT {
  private static final int LIMIT = 65_536;

  /** Two and a half of the default interval of pings. */
  private static final int SILENCE_SECONDS = 38;

  /** How long a peer may take to answer a close, or to read the answer to a ping. */
  private static final int CLOSE_SECONDS = 10;

  /** Of each of two people: together more than the pool has threads. */
  private static final int SOCKETS = 14;

  /** What the threads of the server's pool are called. */
  private static final String POOL = "Default Executor";

  private static OpenSshServer sshd;

  @BeforeAll
  static void startHost() throws Exception {
    sshd = OpenSshServer.start(Site.directory("frames"));
    Site.hosts("hosts:\n" + sshd.entry("framed", "ed25519"));
  }

  @AfterAll
  static void stopHost() throws Exception {
    sshd.close();
  }

  @Test
  void aFrameBeyondTheLimitIsRefusedByItsLengthAlone() throws Exception {
    String cookies = cookies();
    byte[] large = new byte[LIMIT + 1];
    Arrays.fill(large, (byte) ' ');
    for (int opcode : new int[] {RawSocket.TEXT, RawSocket.BINARY}) {
      assertEquals(1009, RawSocket.open(cookies).frame(opcode, true, large).awaitClose());
      for (long length : new long[] {64L << 20, Integer.MAX_VALUE, 1L << 40}) {
        assertEquals(1009, RawSocket.open(cookies).head(opcode, true, length).awaitClose());
      }
    }
  }

  @Test
  void fragmentsThatAddUpBeyondTheLimitAreRefused() throws Exception {
    byte[] part = new byte[40_000];
    Arrays.fill(part, (byte) ' ');
    for (int opcode : new int[] {RawSocket.TEXT, RawSocket.BINARY}) {
      RawSocket socket = opened(RawSocket.open(cookies()));
      socket.frame(opcode, false, part);
      socket.frame(RawSocket.CONTINUATION, false, part);
      assertEquals(1009, socket.awaitClose(), "before the message is over");
      assertTrue(socket.reason().contains("65536"), socket.reason());
    }
  }

  @Test
  void aMessageMayHaveManyEmptyFragments() throws Exception {
    RawSocket socket = opened(RawSocket.open(cookies()));
    socket.frame(RawSocket.BINARY, false, new byte[0]);
    // All in one read: Liberty loses its place at an empty frame whose head comes in two.
    for (int i = 0; i < 1_000; i++) {
      socket.frame(RawSocket.CONTINUATION, false, new byte[0]);
    }
    socket.frame(RawSocket.CONTINUATION, true, "echo st''ill\n".getBytes(UTF_8));
    socket.awaitOutput("still");
    socket.text("{'type':'end'}");
    assertEquals(1000, socket.awaitClose());
  }

  @Test
  void messagesMayComeInFragmentsWithPingsBetweenThem() throws Exception {
    RawSocket socket = RawSocket.open(cookies());
    fragments(
        socket,
        RawSocket.TEXT,
        "{'type':'open','host':'framed',".replace('\'', '"'),
        "",
        "'columns':80,'rows':24}".replace('\'', '"'));
    socket.awaitText("opened");
    for (int i = 0; i < 3; i++) {
      fragments(socket, RawSocket.BINARY, "echo pa", "", "''rt", i + "\n");
      socket.awaitOutput("part" + i);
      fragments(socket, RawSocket.TEXT, "{\"type\":\"ping\",", "\"t\":" + i + "}");
      socket.awaitText("pong");
      fragments(socket, RawSocket.BINARY, "", "", "");
    }
    socket.text("{'type':'end'}");
    assertEquals(1000, socket.awaitClose());
  }

  private static void fragments(RawSocket socket, int opcode, String... parts) throws Exception {
    for (int i = 0; i < parts.length; i++) {
      boolean last = i == parts.length - 1;
      socket.frame(i == 0 ? opcode : RawSocket.CONTINUATION, last, parts[i].getBytes(UTF_8));
      socket.frame(RawSocket.PING, true, "are you there".getBytes(UTF_8));
    }
  }

  private static RawSocket opened(RawSocket socket) throws Exception {
    socket.text("{'type':'open','host':'framed','columns':80,'rows':24}");
    socket.awaitText("opened");
    return socket;
  }

  @Test
  void framesThatMustNotBeSentDetachTheViewerAtOnce() throws Exception {
    for (int code : new int[] {0, 999, 1004, 1005, 1006, 1012, 1015, 2999}) {
      byte[] payload = {(byte) (code >> 8), (byte) code};
      assertClosed(1002, socket -> socket.frame(RawSocket.CLOSE, true, payload));
    }
    for (int bits = 0x10; bits < 0x80; bits += 0x10) {
      int reserved = bits;
      assertClosed(1002, socket -> socket.frame(reserved | RawSocket.BINARY, true, new byte[3]));
    }
    for (int opcode : new int[] {3, 7, 11, 15}) {
      assertClosed(1002, socket -> socket.frame(opcode, true, new byte[3]));
    }
    assertClosed(1002, socket -> socket.frame(RawSocket.PING, false, new byte[3]));
    assertClosed(1002, socket -> socket.frame(RawSocket.PING, true, new byte[126]));
  }

  /** The server itself fails at these. */
  @Test
  void soDoCloseCodesThatTheServerFailsAt() throws Exception {
    for (int code : new int[] {5000, 65_535}) {
      byte[] payload = {(byte) (code >> 8), (byte) code};
      assertClosed(1002, socket -> socket.frame(RawSocket.CLOSE, true, payload));
    }
  }

  /** Liberty stops reading at these frames and tells nobody (SECURITY.md, "Known limits"). */
  @Test
  void framesThatStopTheServerFromReadingDetachTheViewerWithinTheSilenceLimit() throws Exception {
    Wrong[] frames = {
      socket -> socket.head(RawSocket.BINARY, true, Long.MIN_VALUE),
      socket -> socket.head(RawSocket.TEXT, true, -1),
      // Without a mask, and shorter than one.
      socket -> socket.bytes(RawSocket.FINAL | RawSocket.BINARY, 3, 'a', 'b', 'c')
    };
    Browserless operator = Browserless.signedIn("operator");
    Site.endTerminals("operator");
    for (Wrong frame : frames) {
      frame.send(opened(RawSocket.open(cookies())));
    }
    Patience.await(
        Duration.ofSeconds(SILENCE_SECONDS + 4),
        () -> attached(operator).stream().noneMatch(one -> one),
        () -> "some viewers stay attached");
    assertEquals(frames.length, attached(operator).size(), "the terminals run on");
    Site.endTerminals("operator");
  }

  @Test
  void aPeerThatPingsInsteadOfAnsweringACloseIsCutOff() throws Exception {
    Duration kept = RawSocket.open(cookies()).text("{'type':'shout'}").pingUntilCut();
    assertTrue(kept.toSeconds() < CLOSE_SECONDS + 4, "kept for " + kept);
  }

  @Test
  void plainInputThatTheHostDoesNotTakeHoldsNoThreadOfTheServer() throws Exception {
    endEverything();
    List<BareSocket> sockets = new ArrayList<>();
    ExecutorService typists = Executors.newCachedThreadPool();
    try {
      for (String name : List.of("operator", "second")) {
        String cookies = Browserless.signedIn(name).cookies();
        for (int i = 0; i < SOCKETS; i++) {
          BareSocket socket = BareSocket.connect(SharedServer.port(), cookies, null);
          sockets.add(socket);
          socket.type("exec sh\n");
          socket.type("stty raw -echo; echo stop''ped; sleep 600\n");
          socket.awaitOutput("stopped");
        }
      }
      String much = "x".repeat(60_000);
      for (BareSocket socket : sockets) {
        typists.execute(() -> floodUntilCut(() -> socket.type(much)));
      }
      Patience.await(
          Duration.ofSeconds(30), () -> waiting("") == 2 * SOCKETS, () -> waiting("") + " threads");
      assertEquals(0, waiting(POOL), "threads of the server's pool wait for input to be taken");
      othersGoOn();
    } finally {
      for (BareSocket socket : sockets) {
        socket.close();
      }
      typists.shutdownNow();
    }
    endEverything();
    Patience.await(Duration.ofSeconds(10), () -> waiting("") == 0, () -> waiting("") + " threads");
  }

  @Test
  void clientsThatPingAndReadNothingAreCutOff() throws Exception {
    endEverything();
    List<BareSocket> sockets = new ArrayList<>();
    ExecutorService typists = Executors.newCachedThreadPool();
    try {
      List<Future<?>> floods = new ArrayList<>();
      for (String name : List.of("operator", "second")) {
        String cookies = Browserless.signedIn(name).cookies();
        for (int i = 0; i < 4; i++) {
          BareSocket socket = BareSocket.connect(SharedServer.port(), cookies, "fairlead.v1");
          sockets.add(socket);
          socket.say("{'type':'open','host':'framed','columns':80,'rows':24}");
          socket.await("opened");
        }
      }
      for (BareSocket socket : sockets) {
        floods.add(typists.submit(() -> floodUntilCut(() -> socket.ping(500))));
      }
      for (Future<?> flood : floods) {
        flood.get(CLOSE_SECONDS + 50, TimeUnit.SECONDS);
      }
      othersGoOn();
    } finally {
      for (BareSocket socket : sockets) {
        socket.close();
      }
      typists.shutdownNow();
    }
    endEverything();
  }

  private interface Send {
    void send() throws IOException;
  }

  private static void floodUntilCut(Send more) {
    try {
      while (true) {
        more.send();
      }
    } catch (IOException e) {
      // There is no connection any more.
    }
  }

  /** How many of the threads with this name wait until the host takes plain input. */
  private static int waiting(String name) throws IOException, InterruptedException {
    return SharedServer.get().stacks(name).split("InputQueue\\.put\\(", -1).length - 1;
  }

  /** What other people do is answered meanwhile. */
  private static void othersGoOn() throws Exception {
    assertEquals(200, Browserless.signedIn("admin").get("/api/hosts").statusCode());
    Browserless.Socket socket = opened();
    socket.type("echo go''es on\n");
    socket.awaitOutput("goes on");
    end(socket);
  }

  private static void endEverything() throws Exception {
    Site.endTerminals("operator");
    Site.endTerminals("second");
  }

  /** Of each of this person's terminals, whether it has a viewer. */
  private static List<Boolean> attached(Browserless person)
      throws IOException, InterruptedException {
    List<Boolean> attached = new ArrayList<>();
    for (JsonObject one : Site.terminals(person)) {
      attached.add(one.getBoolean("attached"));
    }
    return attached;
  }

  private interface Wrong {
    void send(RawSocket socket) throws Exception;
  }

  private static void assertClosed(int code, Wrong wrong) throws Exception {
    RawSocket socket = opened(RawSocket.open(cookies()));
    wrong.send(socket);
    assertEquals(code, socket.awaitClose());
    for (JsonObject one : Site.terminals(Browserless.signedIn("operator"))) {
      assertFalse(one.getBoolean("attached"), one.toString());
    }
    Site.endTerminals("operator");
  }

  @Test
  void whatIsNotInTheProtocolIsRefusedWithASentence() throws Exception {
    String cookies = cookies();
    String deep = "[".repeat(30_000) + "]".repeat(30_000);
    for (String text :
        new String[] {
          "",
          "open",
          "null",
          "[]",
          "{}",
          "{'type':'shout'}",
          "{'type':7}",
          "{'type':'open','host':'real','columns':80}",
          "{'type':'open','host':'real','columns':80,'rows':24,'colour':1}",
          "{'type':'open','host':['real'],'columns':80,'rows':24}",
          "{'type':'open','host':'real','columns':NaN,'rows':24}",
          "{'type':'open','host':'real','columns':1e999,'rows':24}",
          "{'type':'attach','terminal':'x','token':'y','output':-1,'input':0,'columns':80,'rows':24}",
          "{'type':'ack','output':0}",
          "{'type':'resize','columns':80,'rows':24}",
          "{'type':'answer','id':1,'values':[]}",
          "{'type':'end','x':" + deep + "}",
          deep
        }) {
      RawSocket socket = RawSocket.open(cookies).text(text);
      assertEquals(4400, socket.awaitClose(), text);
      assertFalse(socket.reason().isBlank(), text);
      assertFalse(socket.reason().matches("(?s).*(Exception|jakarta|fairlead\\.).*"), text);
    }
    RawSocket notText = RawSocket.open(cookies);
    notText.frame(RawSocket.TEXT, true, new byte[] {'{', (byte) 0xff, '}'});
    assertEquals(1007, notText.awaitClose());
    RawSocket nothing = RawSocket.open(cookies).frame(RawSocket.CONTINUATION, true, new byte[1]);
    assertEquals(1002, nothing.awaitClose());
  }

  @Test
  void sizesAreClamped() throws Exception {
    Browserless.Socket socket = opened();
    socket.type("stty -echo; PS1=; stty size; echo be''gun\n");
    socket.awaitOutput("begun");
    socket.say("{'type':'resize','columns':65535,'rows':-1}");
    socket.type("stty size\n");
    socket.awaitOutput("1 1000\r\n");
    socket.say("{'type':'resize','columns':0,'rows':1e300}");
    socket.type("stty size\n");
    socket.awaitOutput("1000 2\r\n");
    for (int i = 1; i <= 200; i++) {
      socket.say("{'type':'resize','columns':" + (i % 500 + 2) + ",'rows':33}");
    }
    socket.say("{'type':'resize','columns':77.9,'rows':33}");
    socket.type("stty size\n");
    socket.awaitOutput("33 77\r\n");
    end(socket);
  }

  @Test
  void everyByteReachesTheHostUnchanged() throws Exception {
    Browserless.Socket socket = opened();
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    byte[] emoji = "👩‍🚀".getBytes(UTF_8);
    int length = all.length + emoji.length;
    socket.type("exec sh\n");
    socket.type("stty raw -echo; echo rea''dy; head -c " + length + " | od -An -v -tx1; exit\n");
    socket.awaitOutput("ready");
    socket.type(new byte[0]);
    socket.type(all);
    for (byte one : emoji) {
      socket.type(new byte[] {one});
    }
    assertEquals("exit", socket.await("ended").getString("reason"));
    String output = new String(socket.output(), UTF_8);
    String hex = output.substring(output.lastIndexOf("ready") + 5).replaceAll("\\s", "");
    assertEquals(HexFormat.of().formatHex(all) + HexFormat.of().formatHex(emoji), hex);
  }

  private static Browserless.Socket opened() throws Exception {
    Browserless.Socket socket = Browserless.signedIn("operator").socket();
    socket.open("framed");
    socket.await("opened");
    return socket;
  }

  private static void end(Browserless.Socket socket) throws Exception {
    socket.say("{'type':'end'}");
    assertEquals(1000, socket.awaitClose());
  }

  private static String cookies() throws Exception {
    return new RawHttp("127.0.0.1").signIn("operator", Browserless.PASSWORD).cookies();
  }
}
