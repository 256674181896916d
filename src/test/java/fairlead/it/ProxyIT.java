package fairlead.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.testing.Certificate;
import fairlead.testing.OpenSshServer;
import fairlead.testing.ReverseProxy;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Fairlead behind each proxy of docs/PROXY.md that Debian has, with the configuration that ships.
 */
@EnabledIf("allInstalled")
class ProxyIT {
  private static final int SLICE = 8 << 20;
  private static final String FORGED = "203.0.113.9";

  private static final Map<ReverseProxy.Kind, ReverseProxy> PROXIES =
      new EnumMap<>(ReverseProxy.Kind.class);

  private static Path files;
  private static Certificate certificate;
  private static Alone place;

  @BeforeAll
  static void start() throws Exception {
    files = Site.directory("proxy");
    certificate = Certificate.make(files, "server");
    place =
        Alone.start(
            files,
            Map.of(
                "FAIRLEAD_COOKIES_SECURE",
                "true",
                "FAIRLEAD_PROXIES",
                "127[.]0[.]0[.]1",
                "FAIRLEAD_TERMINAL_PING_INTERVAL",
                "PT2S"));
    for (ReverseProxy.Kind kind : ReverseProxy.Kind.values()) {
      Path directory = Files.createDirectory(files.resolve(kind.program()));
      PROXIES.put(kind, ReverseProxy.start(kind, directory, certificate, place.server().port()));
    }
  }

  @AfterAll
  static void stop() throws Exception {
    PROXIES.values().forEach(ReverseProxy::close);
    if (place != null) {
      place.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPersonSignsInWithCookiesForHttpsAndGetsATerminal(ReverseProxy.Kind kind) throws Exception {
    Browserless person = Browserless.at(base(kind), certificate.context());
    HttpResponse<String> page = person.get("/");
    assertEquals(base(kind) + "/sign-in.html", absolute(kind, page), page.headers().toString());
    HttpResponse<String> signedIn = person.signIn("operator", Browserless.PASSWORD);
    assertEquals(base(kind) + "/", absolute(kind, signedIn), signedIn.headers().toString());
    for (String cookie : signedIn.headers().allValues("Set-Cookie")) {
      assertTrue(cookie.toLowerCase(Locale.ROOT).contains("secure"), cookie);
    }
    Alone.terminal(person, base(kind));
  }

  @ParameterizedTest
  @EnumSource
  void anotherSitesPageIsRefusedAsWithoutAProxy(ReverseProxy.Kind kind) throws Exception {
    Browserless person = signedIn(kind);
    boolean opened = true;
    try {
      person.socket("https://evil.example", "fairlead.v1");
    } catch (CompletionException refused) {
      opened = false;
    }
    assertFalse(opened);
  }

  @ParameterizedTest
  @EnumSource
  void aFileOfMoreThanOneSliceArrives(ReverseProxy.Kind kind) throws Exception {
    byte[] content = new byte[2 * SLICE + 4711];
    new Random(7).nextBytes(content);
    FilePanel panel = FilePanel.opened(signedIn(kind), Alone.HOST);
    Path target = files.resolve(kind.program()).resolve("uploaded");
    for (int offset = 0; offset < content.length; offset += SLICE) {
      byte[] slice = Arrays.copyOfRange(content, offset, Math.min(content.length, offset + SLICE));
      HttpResponse<String> answer =
          panel.person().put(panel.slice(target, offset, content.length), slice);
      assertEquals(200, answer.statusCode(), answer.body());
    }
    assertArrayEquals(content, Files.readAllBytes(target));
    HttpResponse<byte[]> back = panel.person().bytes(panel.url("content", target), null);
    assertArrayEquals(content, back.body());
    panel.close();
  }

  /** The proxies wait for 6 s here, and Fairlead pings who has been silent for 3.5 s. */
  @ParameterizedTest
  @EnumSource
  void aTerminalThatIsIdleForLongerThanTheProxyWaitsIsStillThere(ReverseProxy.Kind kind)
      throws Exception {
    Browserless.Socket socket = Alone.terminal(signedIn(kind), base(kind));
    socket.answerPings();
    // The time without a byte typed or shown is what this is about.
    TimeUnit.MILLISECONDS.sleep(2 * ReverseProxy.TIMEOUT.toMillis() + 1000);
    socket.type("echo st''ill\n");
    socket.awaitOutput("still\r\n");
  }

  @ParameterizedTest
  @EnumSource
  void nobodyChoosesTheAddressThatTheyComeFrom(ReverseProxy.Kind kind) throws Exception {
    String name = "forger-of-" + kind.program();
    Browserless person = Browserless.at(base(kind), certificate.context());
    long before = refusals();
    HttpResponse<String> answer =
        person.signIn(
            name, "wrong", Map.of("X-Forwarded-For", FORGED, "Forwarded", "for=" + FORGED));
    assertEquals(303, answer.statusCode());
    Patience.await(
        Duration.ofSeconds(20), () -> refusals() > before, () -> "no refusal in the log");
    assertFalse(log().contains(FORGED));
  }

  static boolean allInstalled() {
    return OpenSshServer.available()
        && Arrays.stream(ReverseProxy.Kind.values()).allMatch(ReverseProxy.Kind::available);
  }

  private static long refusals() throws IOException {
    return log()
        .lines()
        .filter(line -> line.contains("A sign-in from 127.0.0.1 was refused"))
        .count();
  }

  private static String log() throws IOException {
    return Files.readString(files.resolve("console.log"), UTF_8);
  }

  private static Browserless signedIn(ReverseProxy.Kind kind) throws Exception {
    Browserless person = Browserless.at(base(kind), certificate.context());
    assertEquals(303, person.signIn("operator", Browserless.PASSWORD).statusCode());
    return person;
  }

  private static String base(ReverseProxy.Kind kind) {
    return "https://localhost:" + PROXIES.get(kind).port();
  }

  private static String absolute(ReverseProxy.Kind kind, HttpResponse<String> answer) {
    String location = answer.headers().firstValue("Location").orElse("");
    return URI.create(base(kind) + "/").resolve(location).toString();
  }
}
