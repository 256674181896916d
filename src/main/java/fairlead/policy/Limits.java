package fairlead.policy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a rule grants and how much of it. What is empty is as the server's settings say.
 *
 * @param idle how long nothing may be typed; zero for ever
 * @param maximum how long a terminal may last; zero for ever
 * @param grace how long a terminal outlives its browser
 * @param terminals of one person by this rule at once
 * @param perHost terminals on one host at once, of all people
 * @param recording whether there must be a recording
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

  /** Everything, within the server's settings. */
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
