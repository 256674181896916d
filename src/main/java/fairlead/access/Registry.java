package fairlead.access;

import com.ibm.websphere.security.WSSecurityException;
import com.ibm.wsspi.security.registry.RegistryHelper;
import java.rmi.RemoteException;

/**
 * The server's user registry. A sign-in that fails does not say why; whoever types the right
 * password while the directory is down must not be told that it is wrong.
 */
final class Registry {
  private Registry() {}

  /**
   * Whether the registry cannot be asked now.
   *
   * @param name to ask it for; whether it is known makes no difference
   */
  static boolean away(String name) {
    try {
      RegistryHelper.getUserRegistry(null).isValidUser(name);
      return false;
    } catch (WSSecurityException | RemoteException e) {
      return true;
    }
  }
}
