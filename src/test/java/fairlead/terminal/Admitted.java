package fairlead.terminal;

import fairlead.access.Decision.Granted;
import fairlead.access.Limits;
import fairlead.access.Networks;
import fairlead.access.Person;
import fairlead.hosts.AddressPolicy;
import fairlead.hosts.Host;
import fairlead.ssh.Destination;
import fairlead.ssh.HostKeyPolicy;
import fairlead.ssh.Password;
import java.util.List;
import java.util.Map;

/** People who may open something, without a policy. */
final class Admitted {
  static final AddressPolicy ADDRESSES = new AddressPolicy(new Networks(List.of(), List.of()));

  private Admitted() {}

  static Admission to(Person person, String host) {
    return to(person, host, "rule", Limits.none());
  }

  static Admission to(Person person, String host, String rule, Limits limits) {
    return new Admission(person, host(host), "ada", new Granted(rule, limits), ADDRESSES);
  }

  /** To a host that may be forwarded the agent. */
  static Admission withAgent(Person person, Limits limits) {
    Host plain = host("agent-1");
    Host host = new Host(plain.destination().withAgentForwarding(true), Map.of(), plain.source());
    return new Admission(person, host, "ada", new Granted("rule", limits), ADDRESSES);
  }

  /** Its address is its name's, so that it is a machine of its own. */
  static Host host(String name) {
    Destination destination =
        new Destination(
            name,
            name + ".example.com",
            22,
            "ada",
            List.of(new Password()),
            HostKeyPolicy.STRICT,
            true);
    return new Host(destination, Map.of(), "test");
  }
}
