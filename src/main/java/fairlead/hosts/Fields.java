package fairlead.hosts;

import fairlead.policy.Network;
import fairlead.policy.Target;
import fairlead.ssh.HostKeyPolicy;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Checks of a host's fields. Each returns empty for a value that is not allowed; the constants say
 * what is expected.
 */
public final class Fields {
  static final String NAME = "1 to 64 letters, digits, dots, dashes and underscores";
  static final String ADDRESS = "a host name or an IP address, without a port";
  public static final String PORT = "a number from 1 to 65535";
  static final String USER = "1 to 128 characters without spaces, not beginning with a dash";
  public static final String HOST_KEY_POLICY = "strict, ask or accept-new";

  private static final Pattern NAMES = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  // Must not be taken for an option (-oProxyCommand=…) or for several words, wherever it is used.
  private static final Pattern HOST_NAMES = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,252}");
  // At least two colons, optionally with a zone: with one colon it would be a name with a port.
  private static final Pattern IPV6 =
      Pattern.compile("(?=.*:.*:)[0-9A-Fa-f:.]{2,45}(%[A-Za-z0-9_.-]{1,32})?");
  private static final Pattern PORTS = Pattern.compile("[0-9]{1,5}");

  private Fields() {}

  static Optional<String> name(String text) {
    return Optional.of(text).filter(NAMES.asMatchPredicate());
  }

  static Optional<String> address(String text) {
    return Optional.of(text).filter(HOST_NAMES.asMatchPredicate().or(Fields::isIpv6));
  }

  private static boolean isIpv6(String text) {
    return IPV6.matcher(text).matches() && Network.parse(text.replaceFirst("%.*", "")).isPresent();
  }

  static Optional<String> user(String text) {
    return Optional.of(text).filter(Target::isUser);
  }

  public static Optional<Integer> port(String text) {
    return Optional.of(text)
        .filter(PORTS.asMatchPredicate())
        .map(Integer::valueOf)
        .filter(port -> port >= 1 && port <= 65_535);
  }

  public static Optional<HostKeyPolicy> hostKeyPolicy(String text) {
    return switch (text) {
      case "strict" -> Optional.of(HostKeyPolicy.STRICT);
      case "ask" -> Optional.of(HostKeyPolicy.ASK);
      case "accept-new" -> Optional.of(HostKeyPolicy.ACCEPT_NEW);
      default -> Optional.empty();
    };
  }
}
