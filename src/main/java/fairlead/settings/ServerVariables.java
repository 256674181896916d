package fairlead.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The variables that only the server's configuration reads, and their allowed values. Their
 * defaults are in {@code src/main/liberty/config}. They are checked here because the server would
 * use one of its defaults for a value that it does not understand.
 */
final class ServerVariables {
  private static final Kind TEXT = new Kind(".*", "a text in one line");
  private static final Kind PORT =
      new Kind(
          "[1-9]\\d{0,3}|[1-5]\\d{4}|6[0-4]\\d{3}|65[0-4]\\d\\d|655[0-2]\\d|6553[0-5]",
          "1 to 65535");
  private static final Kind SWITCH = new Kind("true|false", "true or false");
  private static final Kind SECONDS = new Kind("\\d{1,9}", "0 to 999999999 seconds");
  private static final Kind CONNECTIONS = new Kind("[1-9]\\d{0,5}", "1 to 999999");
  private static final Kind ADDRESSES =
      new Kind(".*", "a regular expression of addresses, or none");

  private static final Map<String, Kind> KINDS =
      Map.ofEntries(
          Map.entry("fairlead.cookies.secure", SWITCH),
          Map.entry(
              "fairlead.cookies.suffix",
              new Kind("[A-Za-z0-9._-]{0,32}", "at most 32 letters, digits and . _ -")),
          Map.entry("fairlead.https", new Kind("off|own|self-made", "off, own or self-made")),
          Map.entry("fairlead.https.hsts", SECONDS),
          Map.entry("fairlead.https.port", PORT),
          Map.entry("fairlead.ldap.port", PORT),
          Map.entry("fairlead.ldap.tls", SWITCH),
          Map.entry(
              "fairlead.log.format",
              new Kind("simple|dev|json|tbasic", "simple, dev, tbasic or json")),
          Map.entry(
              "fairlead.log.level",
              new Kind("INFO|AUDIT|WARNING|ERROR|OFF", "INFO, AUDIT, WARNING, ERROR or OFF")),
          Map.entry("fairlead.proxies", ADDRESSES),
          Map.entry("fairlead.sign-in", new Kind("users|ldap|oidc", "users, ldap or oidc")),
          Map.entry("fairlead.http.connections", CONNECTIONS),
          Map.entry("fairlead.http.host", TEXT),
          Map.entry("fairlead.https.keys", TEXT),
          Map.entry("fairlead.https.keystore", TEXT),
          Map.entry("fairlead.https.keystore-password", TEXT),
          Map.entry("fairlead.ldap.base", TEXT),
          Map.entry("fairlead.ldap.bind-dn", TEXT),
          Map.entry("fairlead.ldap.bind-password", TEXT),
          Map.entry("fairlead.ldap.group-filter", TEXT),
          Map.entry("fairlead.ldap.group-id", TEXT),
          Map.entry("fairlead.ldap.group-member", TEXT),
          Map.entry("fairlead.ldap.host", TEXT),
          Map.entry("fairlead.ldap.user-filter", TEXT),
          Map.entry("fairlead.ldap.user-id", TEXT),
          Map.entry("fairlead.oidc.client-id", TEXT),
          Map.entry("fairlead.oidc.client-secret", TEXT),
          Map.entry("fairlead.oidc.discovery", TEXT),
          Map.entry("fairlead.oidc.groups-claim", TEXT),
          Map.entry("fairlead.oidc.name-claim", TEXT),
          Map.entry("fairlead.oidc.scope", TEXT),
          Map.entry("fairlead.role.admin", TEXT),
          Map.entry("fairlead.role.auditor", TEXT),
          Map.entry("fairlead.role.operator", TEXT),
          Map.entry("fairlead.tokens.groups-claim", TEXT),
          Map.entry("fairlead.tokens.name-claim", TEXT),
          Map.entry("fairlead.trust-store", TEXT),
          Map.entry("fairlead.war", TEXT),
          Map.entry("fairlead.trust-store-password", TEXT));

  /**
   * The allowed values of a variable.
   *
   * @param pattern for the whole text
   * @param expected the same in words
   */
  private record Kind(String pattern, String expected) {
    boolean accepts(String text) {
      return Pattern.matches(pattern, text);
    }
  }

  private ServerVariables() {}

  static Set<String> names() {
    return KINDS.keySet();
  }

  /** The allowed values of a variable, in words. */
  static String expected(String name) {
    return KINDS.get(name).expected();
  }

  /** What is wrong with the variables that are set. */
  static List<String> problems(Settings settings) {
    List<String> problems = new ArrayList<>();
    for (Map.Entry<String, Kind> variable : KINDS.entrySet()) {
      String name = variable.getKey();
      Optional<String> text = settings.text(name);
      if (text.isPresent()
          && !(variable.getValue().accepts(text.get()) && compiles(name, text.get()))) {
        problems.add("%s: \"%s\" (expected: %s)".formatted(name, text.get(), expected(name)));
      }
    }
    return problems.stream().sorted().toList();
  }

  private static boolean compiles(String name, String text) {
    if (!name.equals("fairlead.proxies")) {
      return true;
    }
    try {
      Pattern unused = Pattern.compile(text);
      return true;
    } catch (PatternSyntaxException broken) {
      return false;
    }
  }
}
