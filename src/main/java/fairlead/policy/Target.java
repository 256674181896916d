package fairlead.policy;

import fairlead.telemetry.Invisible;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a person wants to open.
 *
 * @param name of the host, as people see it; the address when they typed it by hand
 * @param source where the host is listed; {@link #TYPED} when nowhere
 * @param address host name or IP address that is dialled
 * @param configured the account that the host's configuration names
 * @param user the account that the person asks for
 */
public record Target(
    String name,
    Map<String, String> labels,
    String source,
    String address,
    String configured,
    String user) {
  /** The source of a host that a person types by hand. */
  public static final String TYPED = "typed";

  // No leading hyphen, no spaces, so that no command line takes it for an option or for several
  // words; and no control, format, surrogate, private-use or unassigned characters, which cannot be
  // seen.
  private static final Pattern USERS = Pattern.compile("(?!-)[^\\s\\p{Z}\\p{C}]{1,128}");

  public Target {
    labels = Map.copyOf(labels);
    if (!isUser(user)) {
      throw new IllegalArgumentException("user: not the name of an account");
    }
  }

  /** A listed host, as the account that its configuration names. */
  public Target(
      String name, Map<String, String> labels, String source, String address, String user) {
    this(name, labels, source, address, user, user);
  }

  /** The same host with another account; the configured account stays. */
  public Target as(String other) {
    return new Target(name, labels, source, address, configured, other);
  }

  /** Whether it is a host that a person typed by hand. */
  public boolean typed() {
    return source.equals(TYPED);
  }

  /** Whether an account can have this name. */
  public static boolean isUser(String text) {
    return USERS.matcher(text).matches() && text.codePoints().noneMatch(Invisible::is);
  }
}
