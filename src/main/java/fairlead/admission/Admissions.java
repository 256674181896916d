package fairlead.admission;

import fairlead.access.Person;
import fairlead.failure.Failure;
import fairlead.health.Draining;
import fairlead.hosts.AddressPolicy;
import fairlead.hosts.Host;
import fairlead.hosts.Hosts;
import fairlead.policy.Decision;
import fairlead.policy.Decision.Denied;
import fairlead.policy.Decision.Granted;
import fairlead.policy.Decision.Part;
import fairlead.policy.Policy;
import fairlead.policy.Target;
import fairlead.ssh.ConnectRequest;
import fairlead.ssh.FileSession;
import fairlead.ssh.FileSessions;
import fairlead.ssh.Interaction;
import fairlead.ssh.Requester;
import fairlead.ssh.Shell;
import fairlead.ssh.ShellOutput;
import fairlead.ssh.Shells;
import fairlead.ssh.Size;
import fairlead.ssh.SshException;
import fairlead.telemetry.Traced;
import fairlead.telemetry.Untraced;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.Optional;

/** Admits people to hosts, and opens for them what they were admitted to. */
@ApplicationScoped
@Traced
public class Admissions {
  private static final String NO_MORE = "you may no longer use this host. Ask an administrator.";

  private Draining draining;
  private Hosts hosts;
  private Policy policy;
  private AddressPolicy addresses;
  private Shells shells;
  private FileSessions files;

  /** For the CDI container. */
  protected Admissions() {}

  @Inject
  Admissions(
      Draining draining,
      Hosts hosts,
      Policy policy,
      AddressPolicy addresses,
      Shells shells,
      FileSessions files) {
    this.draining = draining;
    this.hosts = hosts;
    this.policy = policy;
    this.addresses = addresses;
    this.shells = shells;
    this.files = files;
  }

  /**
   * Admits this person to this host.
   *
   * @param text the name of a host, or one typed by hand
   * @param account on the host, or null for the first one that they may use
   */
  public Admission open(Person person, String text, String account, Purpose purpose)
      throws NotAdmitted {
    mustServe();
    return open(person, host(text), account, purpose);
  }

  /** Admits this person to the default host. */
  public Admission openDefault(Person person, Purpose purpose) throws NotAdmitted {
    mustServe();
    Host first =
        hosts
            .first()
            .orElseThrow(
                () ->
                    new NotAdmitted(
                        NotAdmitted.Reason.NO_SUCH_HOST,
                        "This Fairlead server has no hosts yet. Ask an administrator to add one."));
    return open(person, first, null, purpose);
  }

  /** Whether the text is the name of a listed host or has the form of a typed one. */
  @Untraced
  boolean knows(String text) {
    return hosts.find(text).or(() -> hosts.typed(text)).isPresent();
  }

  /** Asks the policy without admitting anybody; nothing is logged. */
  public Question ask(Person person, String text, String account) throws NotAdmitted {
    Target target = target(person, host(text), account);
    return new Question(target, policy.decide(person, target));
  }

  /**
   * Renews an admission when the person attaches again. The host is looked up again.
   *
   * @param person with their current roles and groups
   */
  public void returning(Person person, Admission admission) throws NotAdmitted {
    renew(person, admission, Level.INFO);
  }

  /** As {@link #returning}, for a periodic recheck; too many of them for a span each. */
  @Untraced
  public void again(Person person, Admission admission) throws NotAdmitted {
    renew(person, admission, Level.DEBUG);
  }

  /**
   * Opens a shell. Blocks while the hosts connect and the person answers.
   *
   * @param session names it at the host and in the log; no secret
   */
  @Untraced // ssh.connect is its span
  public Shell shell(
      Admission admission, Size size, String session, Interaction interaction, ShellOutput output)
      throws SshException {
    check(admission, Purpose.TERMINAL);
    return shells.open(
        request(admission, session, admission.forwardsAgent(), interaction), size, output);
  }

  /**
   * Opens a host's files. Blocks while the hosts connect and the person answers.
   *
   * @param session names it at the host and in the log; no secret
   */
  @Untraced // ssh.connect is its span
  public FileSession files(Admission admission, String session, Interaction interaction)
      throws SshException {
    check(admission, Purpose.FILES);
    return files.open(request(admission, session, false, interaction));
  }

  private static ConnectRequest request(
      Admission admission, String session, boolean agentForwarding, Interaction interaction) {
    return new ConnectRequest(
        admission.destination(),
        new Requester(admission.person().name(), session),
        admission.addressRules(),
        agentForwarding,
        interaction);
  }

  private static void check(Admission admission, Purpose purpose) {
    if (admission.purpose() != purpose) {
      throw new IllegalArgumentException(
          "admission: to " + admission.purpose() + " (expected: " + purpose + ")");
    }
  }

  private void mustServe() throws NotAdmitted {
    if (draining.begun()) {
      throw new NotAdmitted(NotAdmitted.Reason.DRAINING, Failure.DRAINING.sentence());
    }
  }

  private Host host(String text) throws NotAdmitted {
    return hosts
        .find(text)
        .or(() -> hosts.typed(text))
        .orElseThrow(
            () ->
                new NotAdmitted(NotAdmitted.Reason.NO_SUCH_HOST, Failure.NO_SUCH_HOST.sentence()));
  }

  private Admission open(Person person, Host host, String account, Purpose purpose)
      throws NotAdmitted {
    Target target = target(person, host, account);
    String wish = purpose.of(host.name() + " as " + target.user());
    Decision decision = policy.decide(person, target);
    if (decision instanceof Denied denied) {
      AdmissionLog.denied(person, wish, denied);
      throw new NotAdmitted(NotAdmitted.Reason.POLICY, denied.part().name(), denied.sentence());
    }
    Granted granted = (Granted) decision;
    if (lacksFiles(purpose, granted)) {
      throw AdmissionLog.refused(
          person,
          wish,
          NotAdmitted.Reason.FILES,
          "You may open terminals on %s, and no files.".formatted(host.name()));
    }
    if (!granted.limits().networks().isEmpty() && AddressPolicy.unseen(host)) {
      throw AdmissionLog.refused(
          person,
          wish,
          NotAdmitted.Reason.ADDRESS,
          "You may open hosts in certain networks only, and Fairlead cannot tell which network %s is in. Ask an administrator."
              .formatted(host.name()));
    }
    AdmissionLog.granted(Level.INFO, person, wish, granted);
    return new Admission(person, host, target.user(), purpose, granted, addresses);
  }

  private Target target(Person person, Host host, String account) throws NotAdmitted {
    Target configured = host.target();
    if (account == null && configured.typed()) {
      return configured;
    }
    if (account == null) {
      return policy.of(person).users(configured).stream()
          .findFirst()
          .map(configured::as)
          .orElse(configured);
    }
    if (!Target.isUser(account)) {
      throw new NotAdmitted(
          NotAdmitted.Reason.ACCOUNT,
          "This is not the name of an account: it is empty or too long, begins with a dash, or has"
              + " spaces or invisible characters.");
    }
    if (configured.typed() && !account.equals(configured.user())) {
      throw new NotAdmitted(
          NotAdmitted.Reason.ACCOUNT,
          "The host as you typed it names one account, and the request another one. Type the host"
              + " again with the account that you want.");
    }
    return configured.as(account);
  }

  private void renew(Person person, Admission admission, Level level) throws NotAdmitted {
    Host before = admission.configured();
    Optional<Host> listed = hosts.now(before);
    if (admission.gone(listed.isPresent(), System.nanoTime())) {
      throw AdmissionLog.ended(
          admission,
          NotAdmitted.Reason.GONE,
          "it is no longer in the list of hosts. Ask an administrator if you still need it.");
    }
    Host now = listed.orElse(before);
    Whereabouts was = Whereabouts.of(before.destination());
    Whereabouts is = Whereabouts.of(now.destination());
    if (!was.equals(is)) {
      throw AdmissionLog.ended(
          admission, NotAdmitted.Reason.CHANGED, was.difference(is) + ". Open it again.");
    }
    Target target = now.target().as(admission.account());
    String wish = admission.purpose().of(now.name() + " as " + target.user());
    Decision decision = policy.decide(person, target);
    if (decision instanceof Denied denied) {
      AdmissionLog.denied(person, wish, denied);
      throw new NotAdmitted(
          NotAdmitted.Reason.POLICY,
          denied.part().name(),
          denied.part() == Part.POLICY
              ? denied.sentence()
              : admission.purpose().ended(admission.host(), NO_MORE));
    }
    Granted granted = (Granted) decision;
    renew(person, admission, now, granted);
    AdmissionLog.granted(level, person, wish, granted);
  }

  private static void renew(Person person, Admission admission, Host now, Granted granted)
      throws NotAdmitted {
    if (lacksFiles(admission.purpose(), granted)) {
      throw AdmissionLog.ended(
          admission, NotAdmitted.Reason.FILES, "you may open terminals on it, and no files.");
    }
    if (admission.keepsAgent(now, granted)) {
      // Agent forwarding cannot be taken away from a running shell.
      throw AdmissionLog.ended(
          admission,
          NotAdmitted.Reason.AGENT,
          "programs there may no longer use the server's ssh-agent. Open a new terminal.");
    }
    try {
      admission.renew(person, granted);
    } catch (SshException refused) {
      throw AdmissionLog.ended(admission, NotAdmitted.Reason.ADDRESS, NO_MORE);
    }
  }

  private static boolean lacksFiles(Purpose purpose, Granted granted) {
    return purpose == Purpose.FILES && !granted.limits().upload() && !granted.limits().download();
  }
}
