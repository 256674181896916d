package fairlead.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.testing.LibertyServer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Every way in which a terminal comes to its end without the server's or the host's own end. Each
 * method opens one and kills it.
 */
final class Demises {
  /** One way. */
  interface Way {
    void run() throws Exception;
  }

  private final LibertyServer server;
  private final Browserless person;
  // Their peer has to get rid of them: they neither read nor close.
  private final List<BareSocket> abandoned = Collections.synchronizedList(new ArrayList<>());

  Demises(LibertyServer server) throws IOException, InterruptedException {
    this.server = server;
    person = person();
  }

  /** All ways. */
  List<Way> ways() {
    return List.of(
        this::thePersonEndsIt,
        this::theShellExits,
        this::theShellIsKilled,
        this::theHostKillsTheConnection,
        this::theBrowserCloses,
        this::theBrowserIsReset,
        this::theBrowserIsResetWhileTheHostIsAsked,
        this::theBrowserIsResetWhileTheHostIsSilent,
        this::theBrowserVanishesFromThePassphrase,
        this::theBrowserVanishesFromThePassword,
        this::nobodyAnswers,
        this::theBrowserReadsNothing,
        this::thePlainClientReadsNothing,
        this::theBrowserSaysGoodbyeDuringAFlood,
        this::theBrowserDoesNotAnswerTheClose,
        this::theMessageIsTooLarge,
        this::anotherBrowserTakesOver,
        this::thePersonSignsOut,
        this::thePersonEndsItFromElsewhere,
        this::thePlainClientCloses);
  }

  /** Those in which a browser goes away while its shell's prompt is on its way. */
  List<Way> goneAtOnce() {
    return List.of(this::theBrowserCloses, this::theBrowserIsReset);
  }

  Browserless person() throws IOException, InterruptedException {
    return Browserless.signedIn(server.address(), "operator");
  }

  /** Opens a terminal on this host. */
  Browserless.Socket open(String host) throws InterruptedException {
    Browserless.Socket socket = person.socket();
    socket.answerPings();
    socket.open(host);
    socket.await("opened");
    return socket;
  }

  /** Opens a socket to the default host, in plain mode. */
  Browserless.Socket openPlain() throws InterruptedException {
    Browserless.Socket socket = person.socket(server.address(), null);
    // The prompt: what is typed before it, a shell's start-up files may take for theirs.
    socket.awaitBytes(1);
    socket.webSocketText("echo $((6*7))\n");
    socket.awaitOutput("42");
    return socket;
  }

  /** Opens a socket and asks for a terminal, and waits until the server says this. */
  BareSocket openBare(String host, String awaited) throws IOException {
    BareSocket socket = BareSocket.connect(server.port(), person.cookies(), "fairlead.v1");
    socket.say("{'type':'open','host':'" + host + "','columns':80,'rows':24}");
    socket.await(awaited);
    return socket;
  }

  /** Leaves it open, for {@link #forgetAbandoned}. */
  void abandon(BareSocket socket) {
    abandoned.add(socket);
  }

  void forgetAbandoned() throws IOException {
    for (BareSocket socket : abandoned) {
      socket.close();
    }
  }

  private void thePersonEndsIt() throws Exception {
    Browserless.Socket socket = open("real");
    socket.say("{'type':'end'}");
    assertEquals("closed", socket.await("ended").getString("reason"));
    assertEquals(1000, socket.awaitClose());
  }

  private void theShellExits() throws Exception {
    Browserless.Socket socket = open("real");
    socket.type("exit 3\n");
    assertEquals(3, socket.await("ended").getInt("exitStatus"));
    assertEquals(1000, socket.awaitClose());
  }

  private void theShellIsKilled() throws Exception {
    Browserless.Socket socket = open("real");
    socket.type("kill -9 $$\n");
    assertEquals("signal", socket.await("ended").getString("reason"));
    assertEquals(1000, socket.awaitClose());
  }

  private void theHostKillsTheConnection() throws Exception {
    Browserless.Socket socket = open("real");
    socket.type("kill -9 $PPID\n");
    assertEquals("lost", socket.await("ended").getString("reason"));
    assertEquals(1000, socket.awaitClose());
  }

  private void theBrowserCloses() throws Exception {
    open("real").abort();
  }

  private void theBrowserIsReset() throws Exception {
    openBare("real", "opened").reset();
  }

  private void theBrowserIsResetWhileTheHostIsAsked() throws Exception {
    openBare("real", "progress").reset();
  }

  private void theBrowserIsResetWhileTheHostIsSilent() throws Exception {
    openBare("silent", "progress").reset();
  }

  private void theBrowserVanishesFromThePassphrase() throws Exception {
    openBare("passphrase", "prompt").reset();
  }

  private void theBrowserVanishesFromThePassword() throws Exception {
    openBare("password", "prompt").reset();
  }

  private void nobodyAnswers() throws Exception {
    Browserless.Socket socket = person.socket();
    socket.open("password");
    socket.await("prompt");
    assertEquals(4408, socket.await("failed").getInt("code"));
    assertEquals(4408, socket.awaitClose());
  }

  private void theBrowserReadsNothing() throws Exception {
    BareSocket socket = openBare("real", "opened");
    socket.type("yes\n");
    abandon(socket);
  }

  private void thePlainClientReadsNothing() throws Exception {
    BareSocket socket = BareSocket.connect(server.port(), person.cookies(), null);
    socket.type("yes\n");
    socket.await("message");
    abandon(socket);
  }

  private void theBrowserSaysGoodbyeDuringAFlood() throws Exception {
    BareSocket socket = openBare("real", "opened");
    socket.type("yes\n");
    socket.awaitBytes();
    socket.sayGoodbye();
    abandon(socket);
  }

  private void theBrowserDoesNotAnswerTheClose() throws Exception {
    BareSocket socket = openBare("real", "opened");
    socket.say("{'type':'end'}");
    socket.await("ended");
    abandon(socket);
  }

  private void theMessageIsTooLarge() throws Exception {
    Browserless.Socket socket = open("real");
    socket.typeUntilClosed(new byte[65_537]);
    int code = socket.awaitClose();
    assertTrue(code == 1009 || code == 4400 || code == 1006, "closed with " + code);
  }

  private void anotherBrowserTakesOver() throws Exception {
    Browserless.Socket first = person.socket();
    first.open("real");
    JsonObject opened = first.await("opened");
    Browserless.Socket second = person.socket();
    second.say(
        "{'type':'attach','terminal':'%s','token':'%s','output':0,'input':0,'columns':80,'rows':24}"
            .formatted(opened.getString("terminal"), opened.getString("token")));
    second.await("attached");
    assertEquals(4409, first.awaitClose());
    second.abort();
  }

  private void thePersonSignsOut() throws Exception {
    Browserless leaver = person();
    Browserless.Socket socket = leaver.socket();
    socket.open("real");
    socket.await("opened");
    assertEquals(303, leaver.call("POST", "/sign-out").statusCode());
    assertEquals(4401, socket.awaitClose());
  }

  private void thePersonEndsItFromElsewhere() throws Exception {
    Browserless.Socket socket = person.socket();
    socket.open("real");
    String terminal = socket.await("opened").getString("terminal");
    assertEquals(204, person.call("DELETE", "/api/terminals/" + terminal).statusCode());
    assertEquals(1000, socket.awaitClose());
  }

  private void thePlainClientCloses() throws Exception {
    openPlain().abort();
  }
}
