package fairlead.access;

import com.ibm.websphere.security.CustomRegistryException;
import com.ibm.websphere.security.EntryNotFoundException;
import com.ibm.websphere.security.PasswordCheckFailedException;
import com.ibm.websphere.security.UserRegistry;
import com.ibm.websphere.security.WSSecurityException;
import com.ibm.wsspi.security.registry.RegistryHelper;
import fairlead.telemetry.Log;
import fairlead.telemetry.Traced;
import fairlead.telemetry.Untraced;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.System.Logger.Level;
import java.rmi.RemoteException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The server's user registry: checks passwords, and looks up the groups of signed-in people again.
 */
@ApplicationScoped
@Traced
public class Registry {
  private static final Log LOG = Log.of(Registry.class);

  /**
   * The same person with their current groups; empty if the registry no longer knows them or they
   * have no role left. May block.
   *
   * <p>People of other realms, such as an OpenID provider's, keep the groups of their sign-in,
   * because there is nothing to query. While the registry does not answer, everyone keeps their
   * groups: an outage must not end all terminals.
   */
  @Untraced // too many for a span each: everyone is looked up again now and then
  public Optional<Person> again(Person person) {
    try {
      UserRegistry registry = RegistryHelper.getUserRegistry(null);
      if (registry == null || !person.realm().equals(registry.getRealm())) {
        return Optional.of(person);
      }
      return person.in(groups(registry, person.name()));
    } catch (EntryNotFoundException gone) {
      return Optional.empty();
    } catch (WSSecurityException | RemoteException e) {
      LOG.log(Level.WARNING, "The user registry did not answer a query for groups", e);
      return Optional.of(person);
    }
  }

  /** The registry's answer for a name and a password. */
  enum Answer {
    GOOD,
    WRONG,
    /**
     * The registry does not answer. Not the same as {@link #WRONG}: a person with the right
     * password must not be told that it is wrong.
     */
    AWAY,
    /** There is no registry. */
    MISSING
  }

  /**
   * Checks a name and password without writing either to a log. They are not passed to a registry
   * that does not answer: the server writes the arguments of a failed call into an FFDC, passwords
   * included.
   */
  Answer check(String name, String password) {
    try {
      UserRegistry registry = RegistryHelper.getUserRegistry(null);
      if (registry == null) {
        return Answer.MISSING;
      }
      if (away()) {
        return Answer.AWAY;
      }
      // The server would log an unknown name, and write an unexpected distinguished name into an
      // FFDC. Nobody signs in by a distinguished name here.
      if (name.contains("=") || !registry.isValidUser(name)) {
        return Answer.WRONG;
      }
      return registry.checkPassword(name, password) == null ? Answer.WRONG : Answer.GOOD;
    } catch (PasswordCheckFailedException e) {
      return away() ? Answer.AWAY : Answer.WRONG;
    } catch (WSSecurityException | RemoteException e) {
      return missing() ? Answer.MISSING : Answer.AWAY;
    }
  }

  /** Whether there is no registry at all. */
  static boolean missing() {
    try {
      return RegistryHelper.getUserRegistry(null) == null;
    } catch (WSSecurityException e) {
      return true;
    }
  }

  /** Whether the registry has no users; false if it does not answer. */
  static boolean empty() {
    try {
      return RegistryHelper.getUserRegistry(null).getUsers("*", 1).getList().isEmpty();
    } catch (WSSecurityException | RemoteException e) {
      return false;
    }
  }

  /**
   * Whether the registry does not answer now. Needed because a failed password check does not
   * always say why.
   */
  private static boolean away() {
    try {
      // A random name is in no cache, so the query reaches the registry.
      RegistryHelper.getUserRegistry(null).isValidUser("fairlead-" + UUID.randomUUID());
      return false;
    } catch (WSSecurityException | RemoteException e) {
      return true;
    }
  }

  /**
   * The groups of this person in the registry; none if the person is unknown or the registry does
   * not answer.
   */
  public Set<String> groups(String person) {
    try {
      UserRegistry registry = RegistryHelper.getUserRegistry(null);
      return registry == null ? Set.of() : groups(registry, person);
    } catch (EntryNotFoundException unknown) {
      return Set.of();
    } catch (WSSecurityException | RemoteException e) {
      LOG.log(Level.WARNING, "The user registry did not answer a query for groups", e);
      return Set.of();
    }
  }

  private static Set<String> groups(UserRegistry registry, String person)
      throws EntryNotFoundException, CustomRegistryException, RemoteException {
    String id = registry.getUniqueUserId(person);
    return Groups.names(registry.getRealm(), id, registry.getUniqueGroupIds(id));
  }
}
