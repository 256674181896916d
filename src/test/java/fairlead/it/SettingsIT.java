package fairlead.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.testing.LibertyServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A server whose configuration is wrong. */
class SettingsIT {
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
            Map.of(
                "FAIRLEAD_TERMINAL_SCROLLBACK", "100000",
                "FAIRLEAD_TERMINAL_GRACE", "30m",
                "FAIRLEAD_POLICY_REQUIRED", "yes",
                "FAIRLEAD_ADDRESSES_ALLOWED", "10.0.0.0/33",
                "FAIRLEAD_LOGIN_IDLE", "PT30M",
                "FAIRLEAD_TERMINAL_GRASE", "PT1H"));
    try {
      for (String text :
          List.of(
              "fairlead.terminal.scrollback: \"100000\" (expected: 4096 to 16777216 bytes, a power of two",
              "fairlead.terminal.grace: \"30m\" (expected: a duration such as PT30S",
              "fairlead.policy.required: \"yes\" (expected: true or false)",
              "fairlead.addresses.allowed: \"10.0.0.0/33\"",
              "fairlead.login.idle: \"PT30M\" (expected: whole seconds such as 30m or 90s, 1s to 366d)",
              "FAIRLEAD_TERMINAL_GRASE. See docs/CONFIGURATION.md")) {
        assertTrue(
            server.said(text), text + "\n" + Files.readString(directory.resolve("console.log")));
      }
    } finally {
      server.close();
    }
  }
}
