package fairlead.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.testing.LibertyServer;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Servers whose configuration is wrong, and servers with the outermost values that are right. */
class SettingsIT {
  private static final String SECRET = "hunter2";
  private static final String FORGED = SECRET + "\n[ERROR] forged\u001b[2J";
  private static final int PASTED = 100_000;
  private static final int LINE = 1_000;

  /** The largest frame of the page: INPUT_FRAME in protocol.ts. */
  private static final int FRAME = 32_768;

  @Test
  void theApplicationDoesNotStartAndOneMessageNamesEverythingThatIsWrong() throws Exception {
    Path directory = Site.directory("settings");
    LibertyServer server =
        LibertyServer.refusing(
            Path.of(System.getProperty("it.wlp.home")),
            Path.of(System.getProperty("it.war")),
            Path.of(System.getProperty("basedir"), "src/main/liberty/config"),
            directory,
            Browserless.PASSWORD,
            Map.ofEntries(
                Map.entry("FAIRLEAD_TERMINAL_SCROLLBACK", "100000"),
                Map.entry("FAIRLEAD_TERMINAL_GRACE", "30m"),
                Map.entry("FAIRLEAD_POLICY_REQUIRED", "yes"),
                Map.entry("FAIRLEAD_ADDRESSES_ALLOWED", "10.0.0.0/33"),
                Map.entry("FAIRLEAD_LOGIN_IDLE", "PT30M"),
                Map.entry("FAIRLEAD_TERMINAL_GRASE", "PT1H"),
                Map.entry("FAIRLEAD_SIGN_IN", "oidc"),
                Map.entry("FAIRLEAD_OIDC_DISCOVERY", "not a url"),
                Map.entry("FAIRLEAD_OIDC_CLIENT_SECRET", FORGED),
                Map.entry("FAIRLEAD_LDAP_BIND_PASSWORD", FORGED)));
    try {
      String console = Files.readString(directory.resolve("console.log"));
      for (String text :
          List.of(
              "fairlead.terminal.scrollback: \"100000\" (expected: 4096 to 16777216 bytes, a power of two",
              "fairlead.terminal.grace: \"30m\" (expected: a duration such as PT30S",
              "fairlead.policy.required: \"yes\" (expected: true or false)",
              "fairlead.addresses.allowed: \"10.0.0.0/33\"",
              "fairlead.login.idle: \"PT30M\" (expected: whole seconds such as 30m or 90s, 1s to 366d)",
              "fairlead.oidc.discovery: \"not a url\" (expected: a URL",
              "fairlead.oidc.client-id: (not set) (expected: ",
              "fairlead.oidc.client-secret: (not shown) (expected: ",
              "fairlead.ldap.bind-password: (not shown) (expected: ",
              "FAIRLEAD_TERMINAL_GRASE. See docs/CONFIGURATION.md")) {
        assertEquals(2, console.split(Pattern.quote(text), -1).length, text + "\n" + console);
      }
      assertNowhere(directory, SECRET);
    } finally {
      server.close();
    }
  }

  private static void assertNowhere(Path directory, String secret) throws Exception {
    Path logs = directory.resolve("usr/servers/fairlead-alone/logs");
    assertFalse(Files.readString(directory.resolve("console.log")).contains(secret));
    try (Stream<Path> files = Files.walk(logs)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertFalse(Files.readString(file).contains(secret), file.toString());
      }
    }
  }

  /** Without the timeouts: how fast this machine answers is not what is tested. */
  @Test
  void aTerminalAndFilesCanBeUsedWithEverySettingAtItsMinimum() throws Exception {
    Map<String, String> settings = bounds(2);
    settings
        .keySet()
        .removeIf(name -> name.endsWith("_TIMEOUT") && !name.endsWith("_IDLE_TIMEOUT"));
    use("minimum", settings);
  }

  /** Without those that want more disk or memory than this machine or the server has. */
  @Test
  void aTerminalAndFilesCanBeUsedWithEverySettingAtItsMaximum() throws Exception {
    Map<String, String> settings = bounds(3);
    settings
        .keySet()
        .removeAll(List.of("FAIRLEAD_HEALTH_DISK_MINIMUM", "FAIRLEAD_FILES_LISTING_MEMORY"));
    settings.put("FAIRLEAD_LOGIN_LIFETIME", "366d");
    settings.put("FAIRLEAD_LOGIN_IDLE", "366d");
    use("maximum", settings);
  }

  /** A number or a duration in docs/CONFIGURATION.md, which is held against the code. */
  private static final Pattern BOUNDS =
      Pattern.compile(
          "(?m)^\\| `(fairlead[^`]+)` \\|[^|]*\\|[^|]*\\| (?:PT0S, )?([P\\d]\\S*) to ([^ ,|]+)[^|]*\\|.*$");

  /**
   * The smallest or the largest value of each setting, by its name in the environment.
   *
   * @param group of the pattern
   */
  private static Map<String, String> bounds(int group) throws Exception {
    Map<String, String> bounds = new HashMap<>();
    Matcher row =
        BOUNDS.matcher(
            Files.readString(Path.of(System.getProperty("basedir"), "docs/CONFIGURATION.md")));
    while (row.find()) {
      String name = row.group(1).replaceAll("[^a-z]", "_").toUpperCase(Locale.ROOT);
      bounds.put(name, row.group(group));
    }
    assertTrue(bounds.size() > 70, bounds.keySet().toString());
    return bounds;
  }

  private static void use(String purpose, Map<String, String> settings) throws Exception {
    Path directory = Site.directory(purpose);
    settings.remove("FAIRLEAD_HTTP_PORT");
    Alone place = Alone.start(directory, settings);
    try {
      Browserless person = Browserless.signedIn(place.server().address(), "operator");
      Browserless.Socket socket = person.socket(place.server().address(), "fairlead.v1");
      socket.answerPings();
      socket.open(Alone.HOST);
      paste(socket, socket.await("opened").getInt("credit"));
      FilePanel panel = FilePanel.opened(person, Alone.HOST);
      HttpResponse<String> entries =
          person.get("/api/files/" + panel.id() + "/entries?path=" + directory);
      assertEquals(200, entries.statusCode(), entries.body());
      assertFalse(FilePanel.json(entries).getJsonArray("entries").isEmpty());
      panel.close();
      socket.type("exit\n");
      socket.await("ended");
    } finally {
      place.close();
    }
  }

  /** As the page does: in its frames, and never more than the credit. */
  private static void paste(Browserless.Socket socket, int credit) throws Exception {
    String count = "PS1=; stty -echo; echo be''gin; head -c " + PASTED + " | wc -c\n";
    socket.type(count);
    socket.awaitOutput("begin\r\n");
    byte[] text = ("x".repeat(LINE - 1) + "\n").repeat(PASTED / LINE).getBytes(UTF_8);
    int frame = Math.min(FRAME, credit);
    for (int from = 0; from < text.length; from += frame) {
      int to = Math.min(from + frame, text.length);
      int taken = count.length() + to;
      socket.type(Arrays.copyOfRange(text, from, to));
      socket.await(
          message ->
              message.getString("type").equals("ack")
                  && message.getJsonNumber("input").longValue() >= taken,
          "an acknowledgement of " + taken);
    }
    socket.awaitOutput(PASTED + "\r\n");
    socket.type("stty echo\n");
  }
}
