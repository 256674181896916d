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
 * The decision that a person may open a host as one account for one purpose, with the rule that
 * grants it and the addresses that were dialled. Only {@link Admissions} creates it.
 */
public final class Admission {
  /**
   * How long a host must be missing from its list to count as gone. A list may be read while its
   * file is being written, and then lack hosts.
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
   * Creates an admission that was just granted.
   *
   * @param host as its configuration has it
   * @param account the account on the host that was granted
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

  /** The person, with the roles and groups of the last recheck. */
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

  /** Identifies the machine, for limits per machine: the same for all names of one machine. */
  public String machine() {
    return host.destination().identity();
  }

  /** Whether programs on the host may use this server's ssh-agent. */
  public boolean forwardsAgent() {
    return forwardsAgent;
  }

  /** The host as it was configured when the admission was granted. */
  Host configured() {
    return host;
  }

  /** The destination to connect to, with the granted account. */
  Destination destination() {
    return host.destination().withUser(account);
  }

  /**
   * The rules that every dialled address must pass. They also record the address for later
   * rechecks.
   */
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

  /** Whether the shell has agent forwarding that it would not be given now. */
  boolean keepsAgent(Host now, Granted again) {
    return forwardsAgent && !forwards(now, again);
  }

  /**
   * Updates the admission after it was granted again, perhaps by another rule.
   *
   * @throws SshException if that rule does not allow an address that was dialled; nothing changes
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
