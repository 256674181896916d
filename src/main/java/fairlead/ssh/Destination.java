package fairlead.ssh;

import java.util.List;

/**
 * Where a shell is opened, as whom, and how.
 *
 * @param name the display name of the host
 * @param address host name or IP address to dial
 * @param port 1 to 65535
 * @param user the account on the host
 * @param logins tried in this order; at least one
 * @param strictKex whether a host without strict key exchange (Terrapin, CVE-2023-48795) is refused
 * @param route how the host is reached
 * @param identity the name under which the host's keys are stored. By default, as in OpenSSH, this
 *     is the address, or {@code [address]:port} for a port other than 22; behind a hop, {@code @}
 *     and the hop's identity follow, because many networks have a 10.0.0.5. A different identity is
 *     also the principal that the host's certificate must have; otherwise that is the address
 * @param agentForwarding whether the keys of this server's ssh-agent may be used from the host
 */
public record Destination(
    String name,
    String address,
    int port,
    String user,
    List<Login> logins,
    HostKeyPolicy hostKeyPolicy,
    boolean strictKex,
    Route route,
    String identity,
    boolean agentForwarding) {
  public Destination {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("port: " + port + " (expected: 1..65535)");
    }
    if (logins.isEmpty()) {
      throw new IllegalArgumentException("logins: none (expected: at least one)");
    }
    logins = List.copyOf(logins);
  }

  /** A destination that is dialled directly. */
  public Destination(
      String name,
      String address,
      int port,
      String user,
      List<Login> logins,
      HostKeyPolicy hostKeyPolicy,
      boolean strictKex) {
    this(
        name,
        address,
        port,
        user,
        logins,
        hostKeyPolicy,
        strictKex,
        new Route.Direct(),
        identity(address, port),
        false);
  }

  private static String identity(String address, int port) {
    return port == 22 ? address : "[" + address + "]:" + port;
  }

  private static String identity(String address, int port, Route route) {
    String there = identity(address, port);
    return route instanceof Route.Through through ? there + "@" + through.hop().identity() : there;
  }

  /** The default identity of this host if it were dialled directly. */
  public String addressIdentity() {
    return identity(address, port);
  }

  /** Whether the identity differs from the default, which follows from address, port and route. */
  public boolean hasOwnIdentity() {
    return !identity.equals(identity(address, port, route));
  }

  /** The same for another account. */
  public Destination withUser(String other) {
    return new Destination(
        name,
        address,
        port,
        other,
        logins,
        hostKeyPolicy,
        strictKex,
        route,
        identity,
        agentForwarding);
  }

  public Destination withRoute(Route other) {
    return new Destination(
        name,
        address,
        port,
        user,
        logins,
        hostKeyPolicy,
        strictKex,
        other,
        hasOwnIdentity() ? identity : identity(address, port, other),
        agentForwarding);
  }

  public Destination withAgentForwarding(boolean allowed) {
    return new Destination(
        name, address, port, user, logins, hostKeyPolicy, strictKex, route, identity, allowed);
  }

  /** For messages: the name, and what is dialled. */
  public String described() {
    return name + " (" + address + ":" + port + ")";
  }
}
