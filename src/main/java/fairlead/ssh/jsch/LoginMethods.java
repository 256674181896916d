package fairlead.ssh.jsch;

import fairlead.ssh.HostText;
import fairlead.ssh.Login;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compares the configured login methods with those of the host, for a person whose login was
 * refused.
 */
final class LoginMethods {
  /** Most characters of the host's list. */
  private static final int MOST = 200;

  private LoginMethods() {}

  /**
   * Says what is configured and what the host offers.
   *
   * @param accepted names of SSH authentication methods, separated by commas
   */
  static String compared(List<Login> logins, String accepted) {
    String configured =
        logins.stream().map(Login::name).distinct().collect(Collectors.joining(", "));
    Set<String> there =
        Stream.of(HostText.line(accepted, MOST).split(",", -1))
            .map(String::strip)
            .filter(name -> !name.isEmpty() && !name.equals("null"))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    return there.isEmpty()
        ? "Fairlead is configured to use: " + configured + ". The host offers no other method."
        : "Fairlead is configured to use: "
            + configured
            + ". The host offers: "
            + String.join(", ", there)
            + ".";
  }
}
