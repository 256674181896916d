package fairlead.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.testing.Certificate;
import fairlead.testing.Ports;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.net.ConnectException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The server speaks TLS itself, with a certificate of one's own. */
@EnabledIf("fairlead.testing.OpenSshServer#available")
class HttpsIT {
  private static final String ADDRESS = "127.0.0.2";

  private static Certificate certificate;
  private static Alone place;
  private static int port;
  private static String base;

  @BeforeAll
  static void start() throws Exception {
    Path files = Site.directory("https");
    certificate = Certificate.make(files, "server");
    port = Ports.free();
    base = "https://" + ADDRESS + ":" + port;
    place =
        Alone.start(
            files,
            Map.of(
                "FAIRLEAD_HTTPS",
                "own",
                "FAIRLEAD_HTTPS_PORT",
                String.valueOf(port),
                "FAIRLEAD_HTTPS_KEYSTORE",
                certificate.keys().toString(),
                "FAIRLEAD_HTTPS_KEYSTORE_PASSWORD",
                Certificate.PASSWORD,
                "FAIRLEAD_HTTP_HOST",
                ADDRESS));
  }

  @AfterAll
  static void stop() throws Exception {
    if (place != null) {
      place.close();
    }
  }

  @Test
  void aTerminalWorksAndItsCookiesAreForHttpsOnly() throws Exception {
    Browserless operator = Browserless.at(base, certificate.context());
    HttpResponse<String> signedIn = operator.signIn("operator", Browserless.PASSWORD);
    List<String> cookies = signedIn.headers().allValues("Set-Cookie");
    assertEquals(2, cookies.size(), cookies::toString);
    for (String cookie : cookies) {
      assertTrue(
          cookie.matches("(JSESSIONID|LtpaToken2)=.*; Secure; HttpOnly; SameSite=Strict"), cookie);
    }
    Alone.terminal(operator, base);
  }

  @Test
  void aDownloadWhoseHostFailsInTheMiddleIsBrokenOff() throws Exception {
    Browserless operator = Browserless.at(base, certificate.context());
    operator.signIn("operator", Browserless.PASSWORD);
    FilePanel panel = FilePanel.opened(operator, Alone.HOST);
    Path large = Site.directory("https").resolve("large");
    try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
      file.setLength(1L << 30);
    }
    try (InputStream in = operator.stream(panel.url("content", large))) {
      assertEquals(1 << 20, in.readNBytes(1 << 20).length);
      assertEquals(1, place.host().signalSftpServers("KILL"));
      // Not the end of the file, as the end mark of a chunked response would be.
      assertThrows(IOException.class, () -> in.transferTo(OutputStream.nullOutputStream()));
    }
  }

  @Test
  void browsersAreToldToComeByHttpsOnly() throws Exception {
    Browserless anybody = Browserless.at(base, certificate.context());
    for (String path : List.of("/", "/sign-in.html", "/api/session", "/health/ready")) {
      assertEquals(
          List.of("max-age=31536000"),
          anybody.get(path).headers().allValues("Strict-Transport-Security"),
          path);
    }
  }

  /** Both ports have the same limits of a request's head. */
  @Test
  void theHeadOfARequestIsLimited() throws Exception {
    for (String at : List.of(base, "http://localhost:" + place.server().port())) {
      Browserless anybody = Browserless.at(at, certificate.context());
      assertEquals(200, anybody.bytesWith("/health/ready", headers(50, 100)).statusCode(), at);
      assertEquals(400, anybody.bytesWith("/health/ready", headers(65, 100)).statusCode(), at);
      assertEquals(200, anybody.bytesWith("/health/ready", headers(1, 8_000)).statusCode(), at);
      assertEquals(400, anybody.bytesWith("/health/ready", headers(1, 8_200)).statusCode(), at);
    }
  }

  private static Map<String, String> headers(int count, int length) {
    return IntStream.range(0, count)
        .boxed()
        .collect(Collectors.toMap(number -> "X-" + number, number -> "a".repeat(length)));
  }

  @Test
  void plainHttpIsLeftToThisMachine() {
    assertThrows(ConnectException.class, () -> new Socket(ADDRESS, place.server().port()).close());
  }

  @Test
  void protocolsThatAreTooOldAreRefused() throws Exception {
    int handshake = 22;
    assertEquals(handshake, answer("0303"), "TLS 1.2");
    assertNotEquals(handshake, answer("0302"), "TLS 1.1");
    assertNotEquals(handshake, answer("0301"), "TLS 1.0");
  }

  /**
   * The type of the record that answers a client which knows nothing newer (RFC 5246 §6.2.1), or -1
   * for none.
   */
  private static int answer(String version) throws Exception {
    String suites = "c02fc030009c002f0035";
    String body =
        version
            + "00".repeat(32)
            + "00"
            + "000a"
            + suites
            + "0100"
            // supported groups: secp256r1, x25519; point formats; signature algorithms
            + "0022"
            + "000a00060004"
            + "0017001d"
            + "000b00020100"
            + "000d000e000c"
            + "040105010601020104030203";
    String handshake = "01" + hex(body.length() / 2, 6) + body;
    String hello = "16" + "0301" + hex(handshake.length() / 2, 4) + handshake;
    try (Socket socket = new Socket(ADDRESS, port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(HexFormat.of().parseHex(hello));
      return socket.getInputStream().read();
    }
  }

  private static String hex(int number, int digits) {
    return HexFormat.of().toHexDigits(number, digits);
  }
}
