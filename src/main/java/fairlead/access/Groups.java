package fairlead.access;

import com.ibm.websphere.security.WSSecurityException;
import com.ibm.websphere.security.auth.CredentialDestroyedException;
import com.ibm.websphere.security.auth.WSSubject;
import com.ibm.websphere.security.cred.WSCredential;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.Subject;
import javax.security.auth.login.CredentialExpiredException;

/**
 * The groups of the signed-in person, by their short names. Jakarta Security knows only roles, so
 * this uses the server's API.
 */
final class Groups {
  private Groups() {}

  /**
   * The groups of this thread's caller; none when nobody is signed in.
   *
   * @throws IllegalStateException if the login has expired
   */
  static Set<String> current() {
    try {
      WSCredential credential = credential();
      return credential == null
          ? Set.of()
          : names(
              credential.getRealmName(),
              credential.getUniqueSecurityName(),
              credential.getGroupIds());
    } catch (CredentialDestroyedException | CredentialExpiredException e) {
      throw new IllegalStateException("The groups of the caller cannot be determined", e);
    }
  }

  /** The realm in which this thread's caller is signed in; an empty string if nobody is. */
  static String realm() {
    try {
      WSCredential credential = credential();
      return credential == null ? "" : credential.getRealmName();
    } catch (CredentialDestroyedException | CredentialExpiredException e) {
      throw new IllegalStateException("The realm of the caller cannot be determined", e);
    }
  }

  private static WSCredential credential() {
    try {
      Subject caller = WSSubject.getCallerSubject();
      if (caller != null) {
        for (WSCredential credential : caller.getPublicCredentials(WSCredential.class)) {
          if (!credential.isUnauthenticated()) {
            return credential;
          }
        }
      }
      return null;
    } catch (WSSecurityException e) {
      throw new IllegalStateException("The caller cannot be determined", e);
    }
  }

  /**
   * Converts the server's group ids to names.
   *
   * @param realm of the registry or provider; may have colons and slashes
   * @param person as the realm names them: a distinguished name where the realm is a directory
   * @param ids such as {@code group:Fairlead/operator}, or {@code
   *     group:ldap.example.com:389/cn=operator,ou=groups,dc=example,dc=com}
   */
  static Set<String> names(String realm, String person, Collection<?> ids) {
    String prefix = "group:" + realm + "/";
    // In other registries "cn=admin" is just an odd name and must not become "admin".
    boolean directory = firstValue(person).isPresent();
    Set<String> names = new TreeSet<>();
    for (Object id : ids) {
      String text = String.valueOf(id);
      String name = text.startsWith(prefix) ? text.substring(prefix.length()) : text;
      names.add(directory ? firstValue(name).orElse(name) : name);
    }
    return Set.copyOf(names);
  }

  /** The {@code operator} of {@code cn=operator,ou=groups}. */
  private static Optional<String> firstValue(String distinguishedName) {
    try {
      LdapName name = new LdapName(distinguishedName);
      if (name.isEmpty()) {
        return Optional.empty();
      }
      Rdn first = name.getRdn(name.size() - 1);
      return Optional.of(String.valueOf(first.getValue()));
    } catch (InvalidNameException notOne) {
      return Optional.empty();
    }
  }
}
