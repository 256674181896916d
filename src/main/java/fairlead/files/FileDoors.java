package fairlead.files;

import fairlead.access.Decision;
import fairlead.access.Limits;
import fairlead.access.Person;
import fairlead.access.Policy;
import fairlead.hosts.AddressPolicy;
import fairlead.hosts.Host;
import fairlead.hosts.Hosts;
import fairlead.ssh.FileSession;
import fairlead.ssh.FileSessions;
import fairlead.ssh.Requester;
import fairlead.ssh.SshException;
import fairlead.telemetry.Log;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;

/** Whether a person may go to a host's files, and the way there. */
@ApplicationScoped
public class FileDoors {
  private static final Log LOG = Log.of(FileDoors.class);

  @Inject Hosts hosts;
  @Inject Policy policy;
  @Inject AddressPolicy addresses;
  @Inject FileSessions sessions;

  /**
   * A way that a person may go.
   *
   * @param host for the account that is wanted
   * @param limits upload, download or both are allowed
   */
  record Door(Host host, Limits limits) {}

  /**
   * Asks whether there is a way.
   *
   * @param text the name of a host, or one typed by hand
   * @param user as which, or null for the first account that they may use
   * @throws FilesRefused when there is no such host, or the person may not
   */
  Door door(Person person, String text, String user) throws FilesRefused {
    Host host =
        hosts
            .find(text)
            .or(() -> hosts.typed(text))
            .orElseThrow(() -> new FilesRefused(404, "There is no such host."));
    Host wanted = host.as(user == null ? usual(person, host) : user);
    Door door = new Door(wanted, granted(person, wanted));
    if (!door.limits().networks().isEmpty() && AddressPolicy.unseen(wanted)) {
      throw new FilesRefused(
          403, "You may open hosts in certain networks only, and where this one is, is not known.");
    }
    LOG.log(Level.INFO, "{0} may open the files of {1}", person.name(), where(wanted));
    return door;
  }

  /**
   * Whether they still may, by whatever rule now.
   *
   * @return what they may now
   */
  Limits again(Person person, Host host) throws FilesRefused {
    return granted(person, host);
  }

  FileSession enter(Door door, FilePanel panel) throws SshException {
    return sessions.open(
        door.host().destination(),
        new Requester(panel.person().name(), panel.id()),
        addresses.rules(door.host(), panel.person(), door.limits()),
        panel.conversation());
  }

  private String usual(Person person, Host host) {
    return policy.of(person).users(host.target()).stream()
        .findFirst()
        .orElse(host.destination().user());
  }

  private Limits granted(Person person, Host host) throws FilesRefused {
    Decision decision = policy.decide(person, host.target());
    if (decision instanceof Decision.Denied denied) {
      LOG.log(Level.INFO, "{0} may not open the files of {1}", person.name(), where(host));
      throw new FilesRefused(403, denied.sentence());
    }
    Limits limits = ((Decision.Granted) decision).limits();
    if (!limits.upload() && !limits.download()) {
      throw new FilesRefused(403, "You may open terminals on this host, and no files.");
    }
    return limits;
  }

  private static String where(Host host) {
    return host.name() + " as " + host.destination().user();
  }
}
