package fairlead.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.testing.Certificate;
import fairlead.testing.Directory;
import fairlead.testing.OtlpReceiver;
import fairlead.testing.Ports;
import fairlead.testing.TokenIssuer;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * Names that were typed at sign-ins that failed, which may be passwords in the wrong field: they
 * are in no log, trace or export, however people sign in.
 */
@EnabledIf("fairlead.testing.OpenSshServer#available")
class TypedNamesIT {
  private static final String TYPED = "typed-in-vain-";

  /** Of tokens; the server's FFDCs have the claims of one whose signature is wrong. */
  private static final String TOKEN = "token-in-vain-";

  /** Of every log, by whatever way a name may have come into it. */
  private static final Pattern LEAK =
      Pattern.compile(
          "(?:"
              + TYPED
              + "|"
              + TOKEN
              + ")[a-z]+|\\beve\\b|"
              + Directory.PASSWORD
              + "|"
              + numbers(Directory.PASSWORD));

  /** Of an account of the directory whose password was wrong, and of a token. */
  private static final Pattern HIDDEN = Pattern.compile("CWIML4529E|CWWKS5523E");

  private Path files;
  private OtlpReceiver collector;
  private Alone place;
  private Browserless nobody;

  @BeforeEach
  void prepare() throws Exception {
    files = Site.directory("typed");
    collector = OtlpReceiver.start();
    Path drops =
        Files.createDirectories(
            files.resolve("usr/servers/fairlead-alone/configDropins/overrides"));
    Files.writeString(
        drops.resolve("trace.xml"),
        "<server><logging traceSpecification=\"*=info:fairlead.*=all\"/></server>");
  }

  @AfterEach
  void stop() throws Exception {
    if (place != null) {
      place.close();
    }
    collector.close();
  }

  private void start(Map<String, String> settings) throws Exception {
    Map<String, String> all = new HashMap<>(settings);
    all.put("OTEL_SDK_DISABLED", "false");
    all.put("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
    all.put("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint());
    all.put("OTEL_BSP_SCHEDULE_DELAY", "200");
    all.put("OTEL_BLRP_SCHEDULE_DELAY", "200");
    place = Alone.start(files, all);
    nobody = Browserless.at(place.server().address());
  }

  @Test
  void noneIsKeptOfTheFormAProviderOrAToken() throws Exception {
    TokenIssuer issuer = TokenIssuer.create("https://issuer.example.com", "fairlead");
    TokenIssuer other = TokenIssuer.create("https://other.example.com", "fairlead");
    TokenIssuer forger = TokenIssuer.create("https://issuer.example.com", "fairlead");
    start(
        Map.of(
            "FAIRLEAD_SIGN_IN", "oidc",
            "FAIRLEAD_ADDRESS", "http://localhost",
            "FAIRLEAD_OIDC_DISCOVERY", "https://localhost:" + Ports.free() + "/.well-known/x",
            "FAIRLEAD_OIDC_CLIENT_ID", "fairlead",
            "FAIRLEAD_OIDC_CLIENT_SECRET", "secret",
            "FAIRLEAD_TOKENS", "jwt",
            "MP_JWT_VERIFY_ISSUER", "https://issuer.example.com",
            "MP_JWT_VERIFY_AUDIENCES", "fairlead",
            "MP_JWT_VERIFY_PUBLICKEY_LOCATION", issuer.publicKey(files).toUri().toString()));
    typeIntoTheForm();
    for (String token :
        List.of(
            other.with("upn", TOKEN + "issuer"),
            forger.with("upn", TOKEN + "key"),
            forger.with("iss", TOKEN + "claim"),
            forger.with("aud", TOKEN + "audience"),
            TOKEN + "nonsense",
            TOKEN + "a." + TOKEN + "b." + TOKEN + "c")) {
      assertEquals(401, nobody.withToken("GET", "/api/session", token).statusCode(), token);
    }
    HttpResponse<String> answer = nobody.get("/sign-in/provider?login_hint=" + TYPED + "hint");
    assertFalse(answer.body().contains(TYPED), answer::body);
    assertNothingIsKept();
  }

  @Test
  void noneIsKeptOfADirectory() throws Exception {
    Certificate certificate = Certificate.make(files, "directory");
    try (Directory directory = Directory.start(certificate)) {
      start(
          Map.of(
              "FAIRLEAD_SIGN_IN",
              "ldap",
              "FAIRLEAD_LDAP_HOST",
              "localhost",
              "FAIRLEAD_LDAP_PORT",
              String.valueOf(directory.port()),
              "FAIRLEAD_LDAP_BASE",
              Directory.BASE,
              "FAIRLEAD_LDAP_BIND_DN",
              Directory.READER,
              "FAIRLEAD_LDAP_BIND_PASSWORD",
              Directory.PASSWORD,
              "FAIRLEAD_TRUST_STORE",
              certificate.trust().toString(),
              "FAIRLEAD_TRUST_STORE_PASSWORD",
              Certificate.PASSWORD));
      typeIntoTheForm();
      refused("eve", "wrong");
      // She is in the directory, and has no role.
      refused("eve", Directory.PASSWORD);
      directory.stop();
      refused(TYPED + "away", "wrong");
      refused("eve", Directory.PASSWORD);
      directory.comeBack();
      assertNothingIsKept();
    }
  }

  private void typeIntoTheForm() throws Exception {
    refused(TYPED + "name", "wrong");
    refused(TYPED + "nothing", "");
    refused("operator", TYPED + "password");
    refused(TYPED + "filter)(uid=*", "wrong");
    refused("cn=" + TYPED + "dn,dc=example", "wrong");
    refused("cn=" + TYPED + "broken,,=", "wrong");
    refused(TYPED + "zero\0", "wrong");
    refused(TYPED + "star*", "wrong");
    refused(TYPED + "realm@Fairlead", "wrong");
    refused(TYPED + "control\n", "wrong");
    refused((TYPED + "long").repeat(30), "wrong");
    String form = RawHttp.form(TYPED + "query", "wrong");
    nobody.call("POST", "/sign-in?" + form);
    nobody.call("POST", "/j_security_check?" + form);
    nobody.get("/sign-in.html?" + form);
    nobody.get("/api/session?" + form);
    int port = place.server().port();
    String basic = RawHttp.basic(TYPED + "basic", "wrong");
    assertEquals(401, new RawHttp("127.0.0.1", port).get("/api/session", basic).status());
  }

  private void refused(String name, String password) throws Exception {
    String location = nobody.signIn(name, password).headers().firstValue("Location").orElse("none");
    assertFalse(location.endsWith("/"), location);
    assertFalse(location.contains(TYPED), location);
  }

  private void assertNothingIsKept() throws Exception {
    // What was exported last is a span or a line of this one.
    Browserless mark = Browserless.at(place.server().address());
    mark.get("/sign-in.html?mark");
    int spans = collector.spans().size();
    mark.get("/sign-in.html?mark");
    Patience.await(
        Duration.ofSeconds(30),
        () -> collector.spans().size() > spans && !collector.logs().isEmpty(),
        () -> "nothing is exported");
    place.server().stop();
    List<String> kept = new ArrayList<>();
    for (Path log : logs()) {
      String name = log.getFileName().toString();
      String text = Files.readString(log, ISO_8859_1);
      if (name.startsWith("trace")) {
        text = withoutHidden(text);
      } else if (name.startsWith("ffdc")) {
        text = text.replace(TOKEN, "");
      }
      look(name, text, kept);
    }
    for (byte[] body : collector.bodies()) {
      look("export", new String(body, ISO_8859_1), kept);
    }
    assertEquals(List.of(), kept);
  }

  /** Hidden messages come into a trace, whatever it is set to. */
  private static String withoutHidden(String trace) {
    return trace
        .lines()
        .filter(line -> !HIDDEN.matcher(line).find())
        .collect(Collectors.joining("\n"));
  }

  private List<Path> logs() throws Exception {
    try (Stream<Path> found = Files.walk(files.resolve("usr/servers/fairlead-alone/logs"))) {
      List<Path> logs =
          Stream.concat(found.filter(Files::isRegularFile), Stream.of(files.resolve("console.log")))
              .toList();
      List<String> names = logs.stream().map(one -> one.getFileName().toString()).toList();
      assertTrue(names.containsAll(List.of("messages.log", "trace.log")), names::toString);
      return logs;
    }
  }

  /** As an FFDC has an array of bytes. */
  private static String numbers(String text) {
    return text.chars().mapToObj(String::valueOf).collect(Collectors.joining(", ?"));
  }

  private static void look(String where, String text, List<String> kept) {
    Matcher leak = LEAK.matcher(text);
    while (leak.find()) {
      int from = Math.max(0, leak.start() - 120);
      int to = Math.min(text.length(), leak.end() + 60);
      kept.add(where + ": " + text.substring(from, to).replaceAll("\\s+", " "));
    }
  }
}
