package fairlead.terminal;

import fairlead.access.Decision;
import fairlead.access.Decision.Denied;
import fairlead.access.Decision.Granted;
import fairlead.access.Person;
import fairlead.access.Policy;
import fairlead.access.Target;
import fairlead.hosts.AddressPolicy;
import fairlead.hosts.Host;
import fairlead.hosts.Hosts;
import fairlead.ssh.SshException;
import fairlead.telemetry.Log;
import java.lang.System.Logger.Level;
import java.util.Optional;

/** Asks the policy for each terminal, at its opening, at each attaching and again while it runs. */
final class Admissions {
  private static final Log LOG = Log.of(Admissions.class);

  private static final String AGENT = "agent";

  private final Hosts hosts;
  private final Policy policy;
  private final AddressPolicy addresses;

  Admissions(Hosts hosts, Policy policy, AddressPolicy addresses) {
    this.hosts = hosts;
    this.policy = policy;
    this.addresses = addresses;
  }

  /**
   * Whether this person may open this host.
   *
   * @param text the name of a host, or one typed by hand
   * @param user as which, or null for the first account that they may use
   */
  Admission open(Person person, String text, String user) throws Refused {
    Host host =
        hosts
            .find(text)
            .or(() -> hosts.typed(text))
            .orElseThrow(() -> new Refused(Failure.NO_SUCH_HOST));
    return open(person, host, user == null ? usual(person, host) : user);
  }

  /** Whether this person may open the default host. */
  Admission openDefault(Person person) throws Refused {
    Host host =
        hosts
            .first()
            .orElseThrow(
                () ->
                    new Refused(
                        Failure.NO_SUCH_HOST,
                        "This Fairlead server has no hosts yet. Ask an administrator to add one."));
    return open(person, host, usual(person, host));
  }

  /** Whether they still may, now that they come back. */
  void attach(Person person, Admission admission) throws Refused {
    try {
      renew(person, admission, Level.INFO);
    } catch (SshException refused) {
      throw new Refused(Failure.NOT_ALLOWED, refused.getMessage(), "address");
    }
  }

  /**
   * Whether they still may, while nobody asks.
   *
   * @param person as they are known now
   * @return how the terminal ends; empty when it goes on
   */
  Optional<Ending> again(Person person, Admission admission) {
    try {
      renew(person, admission, Level.DEBUG);
      return Optional.empty();
    } catch (Refused refused) {
      return Optional.of(
          refused.reason().equals(AGENT)
              ? Ending.notAllowed(refused.getMessage())
              : Ending.of(Ending.Reason.NOT_ALLOWED));
    } catch (SshException refused) {
      return Optional.of(Ending.of(Ending.Reason.NOT_ALLOWED));
    }
  }

  private Admission open(Person person, Host host, String user) throws Refused {
    Granted granted = granted(person, host.name(), host.target().as(user), Level.INFO);
    if (!granted.limits().networks().isEmpty() && AddressPolicy.unseen(host)) {
      throw new Refused(
          Failure.NOT_ALLOWED,
          "You may open hosts in certain networks only, and Fairlead cannot tell which network %s is in. Ask an administrator."
              .formatted(host.name()),
          "address");
    }
    return new Admission(person, host, user, granted, addresses);
  }

  private String usual(Person person, Host host) {
    return policy.of(person).users(host.target()).stream()
        .findFirst()
        .orElse(host.destination().user());
  }

  private void renew(Person person, Admission admission, Level level) throws Refused, SshException {
    Granted now = granted(person, admission.host().name(), admission.target(), level);
    if (admission.forwardsAgent() && !now.limits().agentForwarding()) {
      // A shell that has the agent keeps it for as long as it runs.
      throw new Refused(
          Failure.NOT_ALLOWED,
          "Fairlead ended this terminal because programs on %s may no longer use the server's ssh-agent. Open a new terminal."
              .formatted(admission.host().name()),
          AGENT);
    }
    admission.renew(person, now);
  }

  /**
   * Asks, and says so: who may or may not, to which host, by which rule.
   *
   * @param level of what is granted; what is not is always for the log
   */
  private Granted granted(Person person, String host, Target target, Level level) throws Refused {
    Decision decision = policy.decide(person, target);
    String where = host + " as " + target.user();
    if (decision instanceof Denied denied) {
      LOG.log(
          Level.INFO,
          "{0} may not open {1}: {2}{3}",
          person.name(),
          where,
          TerminalMetrics.lower(denied.part()),
          denied.nearest().isEmpty() ? "" : ", nearest rule: " + denied.nearest());
      throw new Refused(
          Failure.NOT_ALLOWED, denied.sentence(), TerminalMetrics.lower(denied.part()));
    }
    Granted granted = (Granted) decision;
    LOG.log(level, "{0} may open {1}: rule {2}", person.name(), where, granted.rule());
    return granted;
  }
}
