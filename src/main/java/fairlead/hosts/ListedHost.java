package fairlead.hosts;

import fairlead.ssh.Login;
import jakarta.json.bind.annotation.JsonbNillable;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A host in the answer to {@code GET /api/hosts}.
 *
 * @param user the account as which it is opened, unless another of {@code users} is asked for
 * @param users null when there is only one
 * @param route the hops and tunnels on the way to it
 * @param probe the last probe, or null when there was none
 * @param notProbed why there was none, or null
 */
public record ListedHost(
    String name,
    String address,
    int port,
    String user,
    List<String> users,
    Map<String, String> labels,
    List<String> route,
    List<String> authentication,
    String source,
    Probed probe,
    String notProbed) {

  /**
   * Whether the SSH server answered when it was last asked.
   *
   * @param millis how long its banner took
   * @param since when it began to be so
   */
  // At the component, Yasson 3.0 ignores what makes it write null.
  @JsonbNillable
  public record Probed(boolean up, double millis, Instant since) {}

  /**
   * @param users the accounts as which it may be opened; the first one is the default
   * @param probe the last probe, or null
   */
  static ListedHost of(Host host, List<String> users, Reach probe, String notProbed) {
    return new ListedHost(
        host.name(),
        host.destination().address(),
        host.destination().port(),
        users.get(0),
        users.size() > 1 ? users : null,
        host.labels(),
        host.destination().route().steps(),
        // Never the path of a key, which tells a person nothing useful but reveals much about the
        // server.
        host.destination().logins().stream().map(Login::name).toList(),
        host.source(),
        probe == null ? null : new Probed(probe.up(), probe.took().toNanos() / 1e6, probe.since()),
        notProbed);
  }
}
