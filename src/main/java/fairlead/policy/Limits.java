package fairlead.policy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The limits that a rule sets. For an empty value the server's settings apply.
 *
 * @param idle time without input after which a terminal ends; zero: never
 * @param maximum time after which a terminal ends; zero: never
 * @param grace how long a terminal outlives its browser
 * @param terminals of one person by this rule at once
 * @param perHost terminals on one host at once, of all people
 * @param recording whether terminals must be recorded
 * @param agentForwarding whether the keys of an agent may be used on the host, where it allows that
 * @param upload whether files may be sent to the host
 * @param download whether files may be fetched from the host
 * @param networks if there are any, the host's address must be in one of them; they also lift
 *     refusals ({@link Networks})
 */
public record Limits(
    Optional<Duration> idle,
    Optional<Duration> maximum,
    Optional<Duration> grace,
    OptionalInt terminals,
    OptionalInt perHost,
    boolean recording,
    boolean agentForwarding,
    boolean upload,
    boolean download,
    List<Network> networks) {
  public Limits {
    networks = List.copyOf(networks);
  }

  /** No limits besides the server's settings. */
  public static Limits none() {
    return new Limits(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        false,
        true,
        true,
        true,
        List.of());
  }
}
