package fairlead.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;

/**
 * The variables that only the server's configuration reads, and their allowed values. Their
 * defaults are in {@code src/main/liberty/config}. They are checked here because the server would
 * use one of its defaults for a value that it does not understand, and would start without one that
 * it needs.
 */
final class ServerVariables {
  private static final TextCheck PORT =
      new Form(
          "[1-9]\\d{0,3}|[1-5]\\d{4}|6[0-4]\\d{3}|65[0-4]\\d\\d|655[0-2]\\d|6553[0-5]",
          "1 to 65535");
  private static final TextCheck SWITCH = new Form("true|false", "true or false");
  private static final TextCheck PATH = new PathText();
  private static final TextCheck NAME =
      new Form("\\P{Cntrl}{1,256}", "1 to 256 characters in one line");
  private static final TextCheck SECRET =
      new Form("\\P{Cntrl}{1,1024}", "1 to 1024 characters in one line");
  private static final TextCheck CLAIM =
      new Form("[!-~]{1,256}", "1 to 256 characters without spaces");
  private static final String HOST_FORM =
      "[A-Za-z0-9_][A-Za-z0-9_.-]{0,252}|[0-9A-Fa-f:.]{2,45}(%[A-Za-z0-9_.-]{1,32})?";
  private static final TextCheck FILTER =
      new Form("\\(.{0,1024}%v.{0,1024}\\)", "a filter with %v, such as (uid=%v)");
  private static final TextCheck ATTRIBUTE =
      new Form(
          "[^:;\\s]{1,256}:[^:;\\s]{1,256}(;[^:;\\s]{1,256}:[^:;\\s]{1,256}){0,15}",
          "a class and an attribute such as *:uid; several are separated by semicolons");

  private static final Map<String, Variable> VARIABLES =
      Arrays.stream(
              new Variable[] {
                open("fairlead.cookies.secure", SWITCH),
                open(
                    "fairlead.cookies.suffix",
                    new Form("[A-Za-z0-9._-]{0,32}", "at most 32 letters, digits and . _ -")),
                open("fairlead.http.connections", new Form("[1-9]\\d{0,5}", "1 to 999999")),
                open(
                    "fairlead.http.host",
                    new Form("\\*|" + HOST_FORM, "a host name or an address, or * for all")),
                open("fairlead.https", new Form("off|own|self-made", "off, own or self-made")),
                open("fairlead.https.hsts", new Form("\\d{1,9}", "0 to 999999999 seconds")),
                open(
                    "fairlead.https.keys",
                    new Form("own|defaultKeyStore", "own or defaultKeyStore")),
                open("fairlead.https.keystore", PATH),
                secret("fairlead.https.keystore-password"),
                open("fairlead.https.port", PORT),
                open(
                    "fairlead.ldap.base",
                    new Words(
                        ServerVariables::isName, "a distinguished name such as dc=example,dc=com")),
                open("fairlead.ldap.bind-dn", NAME),
                secret("fairlead.ldap.bind-password"),
                open("fairlead.ldap.group-filter", FILTER),
                open("fairlead.ldap.group-id", ATTRIBUTE),
                open("fairlead.ldap.group-member", ATTRIBUTE),
                open("fairlead.ldap.host", new Form(HOST_FORM, "a host name or an address")),
                open("fairlead.ldap.port", PORT),
                open("fairlead.ldap.tls", SWITCH),
                open("fairlead.ldap.user-filter", FILTER),
                open("fairlead.ldap.user-id", ATTRIBUTE),
                open(
                    "fairlead.log.format",
                    new Form("simple|dev|json|tbasic", "simple, dev, tbasic or json")),
                open(
                    "fairlead.log.level",
                    new Form("INFO|AUDIT|WARNING|ERROR|OFF", "INFO, AUDIT, WARNING, ERROR or OFF")),
                open("fairlead.oidc.client-id", NAME),
                secret("fairlead.oidc.client-secret"),
                open("fairlead.oidc.discovery", new WebAddress()),
                open("fairlead.oidc.groups-claim", CLAIM),
                open("fairlead.oidc.name-claim", CLAIM),
                open(
                    "fairlead.oidc.scope",
                    new Form(
                        "([!-~]+ +)*openid( +[!-~]+)*", "openid and others, separated by spaces")),
                open(
                    "fairlead.proxies",
                    new Words(
                        ServerVariables::compiles, "a regular expression of addresses, or none")),
                open("fairlead.role.admin", NAME),
                open("fairlead.role.auditor", NAME),
                open("fairlead.role.operator", NAME),
                open("fairlead.sign-in", new Form("users|ldap|oidc", "users, ldap or oidc")),
                open("fairlead.tokens.groups-claim", CLAIM),
                open("fairlead.tokens.name-claim", CLAIM),
                open("fairlead.trust-store", PATH),
                secret("fairlead.trust-store-password"),
                open("fairlead.war", PATH)
              })
          .collect(Collectors.toMap(Variable::name, Function.identity()));

  private static final String SIGN_IN = "fairlead.sign-in";
  private static final List<Need> NEEDS =
      List.of(
          new Need(SIGN_IN, "oidc", "fairlead.address", new WebAddress().expected()),
          need(SIGN_IN, "oidc", "fairlead.oidc.client-id"),
          need(SIGN_IN, "oidc", "fairlead.oidc.client-secret"),
          need(SIGN_IN, "oidc", "fairlead.oidc.discovery"),
          need(SIGN_IN, "ldap", "fairlead.ldap.base"),
          need(SIGN_IN, "ldap", "fairlead.ldap.host"),
          need("fairlead.https", "own", "fairlead.https.keystore"),
          need("fairlead.https", "own", "fairlead.https.keystore-password"));

  /** A variable and the check of its value. */
  private record Variable(String name, TextCheck check, boolean secret) {
    Optional<String> problem(String text) {
      if (new TextCheck.Line().accepts(text) && check.accepts(text)) {
        return Optional.empty();
      }
      return Optional.of(
          secret
              ? WrongValue.ofSecret(name, check.expected())
              : WrongValue.of(name, text, check.expected()));
    }
  }

  /**
   * A variable that must be set where another one has a value.
   *
   * @param expected of the needed one
   */
  private record Need(String variable, String value, String needed, String expected) {
    Optional<String> problem(Settings settings) {
      return text(settings, variable).filter(value::equals).isPresent()
              && text(settings, needed).isEmpty()
          ? Optional.of(
              WrongValue.missing(needed, expected + ", because " + variable + " is " + value))
          : Optional.empty();
    }
  }

  /**
   * A check by a pattern.
   *
   * @param pattern for the whole text
   */
  private record Form(String pattern, String expected) implements TextCheck {
    @Override
    public boolean accepts(String text) {
      return Pattern.matches(pattern, text);
    }
  }

  private record Words(Predicate<String> test, String expected) implements TextCheck {
    @Override
    public boolean accepts(String text) {
      return test.test(text);
    }
  }

  private ServerVariables() {}

  private static Variable open(String name, TextCheck check) {
    return new Variable(name, check, false);
  }

  private static Variable secret(String name) {
    return new Variable(name, SECRET, true);
  }

  private static Need need(String variable, String value, String needed) {
    return new Need(variable, value, needed, expected(needed));
  }

  static Set<String> names() {
    return VARIABLES.keySet();
  }

  /** The allowed values of a variable, in words. */
  static String expected(String name) {
    return VARIABLES.get(name).check().expected();
  }

  /** What is wrong with the variables that are set, and which are missing. */
  static List<String> problems(Settings settings) {
    List<String> problems = new ArrayList<>();
    for (Variable variable : new TreeMap<>(VARIABLES).values()) {
      settings.text(variable.name()).flatMap(variable::problem).ifPresent(problems::add);
    }
    NEEDS.forEach(need -> need.problem(settings).ifPresent(problems::add));
    if (text(settings, "fairlead.ldap.bind-dn").isPresent()
        != text(settings, "fairlead.ldap.bind-password").isPresent()) {
      problems.add(
          "fairlead.ldap.bind-dn and fairlead.ldap.bind-password: one is not set (expected: both"
              + " or neither)");
    }
    if (text(settings, "fairlead.https").filter("own"::equals).isPresent()) {
      unreadable(settings, "fairlead.https.keystore").ifPresent(problems::add);
    }
    unreadable(settings, "fairlead.trust-store").ifPresent(problems::add);
    return problems;
  }

  /** What is wrong with a file. The server decides where relative paths begin. */
  private static Optional<String> unreadable(Settings settings, String name) {
    return text(settings, name)
        .filter(PATH::accepts)
        .filter(path -> Path.of(path).isAbsolute() && !Files.isReadable(Path.of(path)))
        .map(path -> WrongValue.of(name, path, "a file that this server can read"));
  }

  private static Optional<String> text(Settings settings, String name) {
    return settings.text(name).filter(text -> !text.isEmpty());
  }

  private static boolean compiles(String text) {
    try {
      Pattern unused = Pattern.compile(text);
      return true;
    } catch (PatternSyntaxException broken) {
      return false;
    }
  }

  private static boolean isName(String text) {
    try {
      return !new LdapName(text).isEmpty();
    } catch (InvalidNameException notOne) {
      return false;
    }
  }
}
