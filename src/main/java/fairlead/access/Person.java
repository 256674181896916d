package fairlead.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import jakarta.websocket.server.HandshakeRequest;
import java.security.Principal;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Somebody who is signed in.
 *
 * @param name the name in the user registry
 * @param roles at least one
 * @param login names this login (it ends with the HTTP session, but is not its id and is no secret)
 */
public record Person(String name, Set<Role> roles, String login) {
  /** The attribute of the session, or of a token's request, that holds the login. */
  static final String LOGIN = "fairlead.login";

  public Person {
    Objects.requireNonNull(name);
    Objects.requireNonNull(login);
    if (roles.isEmpty()) {
      throw new IllegalArgumentException("roles: none (expected: at least one)");
    }
    roles = Set.copyOf(roles);
  }

  /**
   * The person behind a request that {@link AccessFilter} let through.
   *
   * @throws IllegalStateException if nobody is signed in
   */
  public static Person of(HttpServletRequest request) {
    Object ofToken = request.getAttribute(LOGIN);
    Object login = ofToken == null ? login(request.getSession(false)) : ofToken;
    return of(request.getUserPrincipal(), request::isUserInRole, login);
  }

  /**
   * The person behind a socket's handshake; to be kept, because later messages carry no identity.
   *
   * @throws IllegalStateException if nobody is signed in
   */
  public static Person of(HandshakeRequest request) {
    return of(
        request.getUserPrincipal(),
        request::isUserInRole,
        login((HttpSession) request.getHttpSession()));
  }

  public boolean is(Role role) {
    return roles.contains(role);
  }

  static Set<Role> roles(Predicate<String> inRole) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (Role role : Role.values()) {
      if (inRole.test(role.roleName())) {
        roles.add(role);
      }
    }
    return roles;
  }

  private static Object login(HttpSession session) {
    return session == null ? null : session.getAttribute(LOGIN);
  }

  private static Person of(Principal principal, Predicate<String> inRole, Object login) {
    if (principal == null || !(login instanceof String name)) {
      throw new IllegalStateException(
          "nobody is signed in (expected: a request behind AccessFilter)");
    }
    return new Person(principal.getName(), roles(inRole), name);
  }
}
