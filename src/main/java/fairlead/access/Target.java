package fairlead.access;

import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What a person wants to open.
 *
 * @param name of the host, as people see it; the address when they typed it by hand
 * @param source where the host is listed; {@link #TYPED} when nowhere
 * @param address host name or IP address that is dialled
 * @param configured the account that the host's configuration names
 * @param user the account that is wanted
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

  // Neither an option nor several words, wherever it may end up.
  private static final Pattern USERS =
      Pattern.compile("(?!-)[^\\s\\p{Cntrl}]{1,128}", Pattern.UNICODE_CHARACTER_CLASS);

  public Target {
    labels = Map.copyOf(labels);
    Objects.requireNonNull(user);
  }

  /** A listed host, as the account that its configuration names. */
  public Target(
      String name, Map<String, String> labels, String source, String address, String user) {
    this(name, labels, source, address, user, user);
  }

  public Target as(String other) {
    return new Target(name, labels, source, address, configured, other);
  }

  boolean typed() {
    return source.equals(TYPED);
  }

  static boolean isUser(String text) {
    return USERS.matcher(text).matches();
  }
}
