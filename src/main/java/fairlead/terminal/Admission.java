package fairlead.terminal;

import fairlead.access.Decision.Granted;
import fairlead.access.Limits;
import fairlead.access.Person;
import fairlead.access.Target;
import fairlead.hosts.AddressPolicy;
import fairlead.hosts.Host;
import fairlead.ssh.AddressRules;
import fairlead.ssh.SshException;
import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** That a person may open a host: by which rule, and what was dialled for it. */
final class Admission implements AddressRules {
  private final Target target;
  private final Host host;
  private final AddressPolicy addresses;
  private final boolean forwardsAgent;
  private final Map<InetAddress, String> dialled = new ConcurrentHashMap<>();
  private volatile Person person;
  private volatile Granted granted;

  /**
   * @param listed the host as its configuration has it
   * @param user the account that is wanted
   */
  Admission(Person person, Host listed, String user, Granted granted, AddressPolicy addresses) {
    this.person = person;
    target = listed.target().as(user);
    host = listed.as(user);
    this.granted = granted;
    this.addresses = addresses;
    forwardsAgent = granted.limits().agentForwarding() && host.destination().agentForwarding();
  }

  /** For the account that is wanted. */
  Host host() {
    return host;
  }

  /** What the policy is asked about. */
  Target target() {
    return target;
  }

  /** As they were when they were last asked about. */
  Person person() {
    return person;
  }

  String rule() {
    return granted.rule();
  }

  Limits limits() {
    return granted.limits();
  }

  /** Whether programs on the host are given the use of this server's ssh-agent. */
  boolean forwardsAgent() {
    return forwardsAgent;
  }

  /** What opens and counts together: the machine, whatever it is called. */
  String machine() {
    return host.destination().identity();
  }

  @Override
  public void check(String name, InetAddress address) throws SshException {
    addresses.rules(host, person, limits()).check(name, address);
    dialled.put(address, name);
  }

  /**
   * The same is granted again, perhaps by another rule.
   *
   * @throws SshException when that one does not allow an address that was dialled; nothing changes
   *     then
   */
  void renew(Person now, Granted again) throws SshException {
    AddressRules rules = addresses.rules(host, now, again.limits());
    for (Map.Entry<InetAddress, String> one : dialled.entrySet()) {
      rules.check(one.getValue(), one.getKey());
    }
    person = now;
    granted = again;
  }
}
