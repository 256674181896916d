package fairlead.access;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;

/**
 * Who is limited: a person or, before the sign-in, an address.
 *
 * @param key differs for a person and an address of the same name
 */
record Client(boolean signedIn, String key) {
  static Client of(HttpServletRequest request, Principal person) {
    return person == null
        ? new Client(false, "address " + SignInLimit.network(request.getRemoteAddr()))
        : new Client(true, "person " + person.getName());
  }
}
