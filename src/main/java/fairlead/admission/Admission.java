package fairlead.admission;

import fairlead.access.Person;
import fairlead.hosts.AddressPolicy;
import fairlead.hosts.Host;
import fairlead.policy.Decision.Granted;
import fairlead.policy.Limits;
import fairlead.ssh.AddressRules;
import fairlead.ssh.Destination;
import fairlead.ssh.SshException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * That a person may open a host as one account for one purpose: by which rule, and what was dialled
 * for it. Made by {@link Admissions} alone.
 */
public final class Admission {
  /**
   * A host that is missing from its list for less is not gone: a file that is being written may be
   * read while half of it is there.
   */
  static final Duration GONE_AFTER = Duration.ofSeconds(2);

  private final Host host;
  private final String account;
  private final Purpose purpose;
  private final AddressPolicy addresses;
  private final boolean forwardsAgent;
  private final Map<InetAddress, String> dialled = new ConcurrentHashMap<>();
  private volatile Person person;
  private volatile Granted granted;
  private Long missingSince;

  /**
   * As it was just granted.
   *
   * @param host as its configuration has it
   * @param account on the host, as the person wants it
   */
  Admission(
      Person person,
      Host host,
      String account,
      Purpose purpose,
      Granted granted,
      AddressPolicy addresses) {
    this.person = person;
    this.host = host;
    this.account = account;
    this.purpose = purpose;
    this.granted = granted;
    this.addresses = addresses;
    forwardsAgent = purpose == Purpose.TERMINAL && forwards(host, granted);
  }

  /** As they were when they were last asked about. */
  public Person person() {
    return person;
  }

  /** What people call the host. */
  public String host() {
    return host.name();
  }

  /** The account on the host. */
  public String account() {
    return account;
  }

  public Purpose purpose() {
    return purpose;
  }

  public String rule() {
    return granted.rule();
  }

  public Limits limits() {
    return granted.limits();
  }

  /** What opens and counts together: the machine, whatever it is called. */
  public String machine() {
    return host.destination().identity();
  }

  /** Whether programs on the host are given the use of this server's ssh-agent. */
  public boolean forwardsAgent() {
    return forwardsAgent;
  }

  /** The host as its configuration had it. */
  Host configured() {
    return host;
  }

  /** The host, to be opened as the account that was granted. */
  Destination destination() {
    return host.destination().withUser(account);
  }

  /** Asked for every address that is dialled for it; notes them. */
  AddressRules addressRules() {
    return (name, address) -> {
      addresses.rules(host, person, limits()).check(name, address);
      dialled.put(address, name);
    };
  }

  /** Whether the host has been missing from its list long enough to be gone. */
  synchronized boolean gone(boolean listed, long nanoTime) {
    if (listed) {
      missingSince = null;
    } else if (missingSince == null) {
      missingSince = nanoTime;
    }
    return missingSince != null && nanoTime - missingSince >= GONE_AFTER.toNanos();
  }

  /** Whether the host was missing from its list when it was last looked for. */
  synchronized boolean missing() {
    return missingSince != null;
  }

  /** Whether a shell was given the agent, and would not be given it now. */
  boolean keepsAgent(Host now, Granted again) {
    return forwardsAgent && !forwards(now, again);
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

  private static boolean forwards(Host host, Granted granted) {
    return granted.limits().agentForwarding() && host.destination().agentForwarding();
  }
}
