package fairlead.ssh;

import java.util.List;

/**
 * Where a shell is opened, as whom, and how.
 *
 * @param name what people call the host
 * @param address host name or IP address to dial
 * @param port 1 to 65535
 * @param user the account on the host
 * @param logins tried in this order; at least one
 * @param strictKex whether a host without strict key exchange (Terrapin, CVE-2023-48795) is refused
 */
public record Destination(
    String name,
    String address,
    int port,
    String user,
    List<Login> logins,
    HostKeyPolicy hostKeyPolicy,
    boolean strictKex) {
  public Destination {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("port: " + port + " (expected: 1..65535)");
    }
    if (logins.isEmpty()) {
      throw new IllegalArgumentException("logins: none (expected: at least one)");
    }
    logins = List.copyOf(logins);
  }
}
