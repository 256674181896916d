package fairlead.admission;

import fairlead.access.Person;
import fairlead.health.Draining;
import fairlead.hosts.AddressPolicy;
import fairlead.hosts.Host;
import fairlead.hosts.Hosts;
import fairlead.policy.Decision.Granted;
import fairlead.policy.Limits;
import fairlead.policy.Networks;
import fairlead.policy.Policy;
import fairlead.ssh.Destination;
import fairlead.ssh.FileSessions;
import fairlead.ssh.HostKeyPolicy;
import fairlead.ssh.Shells;
import fairlead.ssh.login.Password;
import java.util.List;
import java.util.Map;

/** People who may open something, without a policy. */
public final class Granting {
  private static final AddressPolicy ADDRESSES =
      new AddressPolicy(new Networks(List.of(), List.of()));

  private Granting() {}

  public static Admission to(Person person, String host) {
    return to(person, host, "rule", Limits.none());
  }

  public static Admission to(Person person, String host, String rule, Limits limits) {
    return admission(person, host(host), Purpose.TERMINAL, rule, limits);
  }

  public static Admission toFiles(Person person, String host) {
    return admission(person, host(host), Purpose.FILES, "rule", Limits.none());
  }

  /** To one of several names of a machine. */
  public static Admission toFiles(Person person, String host, String address) {
    return admission(
        person, host(host, address, 22, Map.of()), Purpose.FILES, "rule", Limits.none());
  }

  /** To a host that may be forwarded the agent. */
  static Admission withAgent(Person person, Limits limits) {
    return admission(person, agentHost(), Purpose.TERMINAL, "rule", limits);
  }

  private static Admission admission(
      Person person, Host host, Purpose purpose, String rule, Limits limits) {
    return new Admission(person, host, "ada", purpose, new Granted(rule, limits), ADDRESSES);
  }

  /** The door with these behind it. */
  public static Admissions admissions(
      Hosts hosts, Policy policy, Shells shells, FileSessions files) {
    return new Admissions(new Draining(), hosts, policy, ADDRESSES, shells, files);
  }

  /** Its address is its name's, so that it is a machine of its own. */
  public static Host host(String name) {
    return host(name, name + ".example.com", 22, Map.of());
  }

  static Host host(String name, String address, int port, Map<String, String> labels) {
    Destination destination =
        new Destination(
            name, address, port, "ada", List.of(new Password()), HostKeyPolicy.STRICT, true);
    return new Host(destination, labels, "test");
  }

  static Host agentHost() {
    Host plain = host("agent-1");
    return new Host(plain.destination().withAgentForwarding(true), Map.of(), plain.source());
  }
}
