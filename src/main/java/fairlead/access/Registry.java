package fairlead.access;

import com.ibm.websphere.security.CustomRegistryException;
import com.ibm.websphere.security.EntryNotFoundException;
import com.ibm.websphere.security.PasswordCheckFailedException;
import com.ibm.websphere.security.UserRegistry;
import com.ibm.websphere.security.WSSecurityException;
import com.ibm.wsspi.security.registry.RegistryHelper;
import fairlead.telemetry.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.System.Logger.Level;
import java.rmi.RemoteException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The server's own user registry, asked anew for the groups of people who are signed in. */
@ApplicationScoped
public class Registry {
  private static final Log LOG = Log.of(Registry.class);

  /**
   * The same person in the groups that the registry has them in now; empty when it does not know
   * them any more or leaves them no role. Asks it, so it may wait.
   *
   * <p>People of other realms, such as an OpenID provider's, keep the groups of their sign-in:
   * nobody else can be asked. So does everybody while the registry does not answer, because an
   * outage must not end all terminals.
   */
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

  /** What the registry says of a name and a password. */
  enum Answer {
    GOOD,
    WRONG,
    /**
     * It cannot be asked now: a person with the right password must not be told that it is wrong.
     */
    AWAY,
    /** There is none. */
    MISSING
  }

  /**
   * Asks it; it logs nothing of them. It is not told them while it does not answer: the server
   * writes all arguments of a call that fails into an FFDC, passwords too.
   */
  static Answer check(String name, String password) {
    try {
      UserRegistry registry = RegistryHelper.getUserRegistry(null);
      if (registry == null) {
        return Answer.MISSING;
      }
      if (away()) {
        return Answer.AWAY;
      }
      // The server would log a name that it does not know, and write a distinguished name that is
      // out
      // of place into an FFDC. No account is called by one here.
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

  /** Whether the registry has no user; false where it cannot be asked. */
  static boolean empty() {
    try {
      return RegistryHelper.getUserRegistry(null).getUsers("*", 1).getList().isEmpty();
    } catch (WSSecurityException | RemoteException e) {
      return false;
    }
  }

  /**
   * Whether the registry cannot be asked now. One that refuses a password does not always say why.
   */
  private static boolean away() {
    try {
      // An unknown name that no cache holds, so that the registry itself is asked.
      RegistryHelper.getUserRegistry(null).isValidUser("fairlead-" + UUID.randomUUID());
      return false;
    } catch (WSSecurityException | RemoteException e) {
      return true;
    }
  }

  /** The groups of this name in the registry; none when it knows none of them. */
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
