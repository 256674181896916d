package fairlead.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.websocket.server.HandshakeRequest;
import java.security.Principal;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Somebody who is signed in.
 *
 * @param name the name in the user registry
 * @param roles at least one
 * @param groups as the registry or provider names them, when this was last asked
 * @param realm of the registry or provider that knows this name
 * @param login names this login (it is no secret)
 */
public record Person(String name, Set<Role> roles, Set<String> groups, String realm, String login) {
  public Person {
    Objects.requireNonNull(name);
    Objects.requireNonNull(login);
    if (roles.isEmpty()) {
      throw new IllegalArgumentException("roles: none (expected: at least one)");
    }
    roles = Set.copyOf(roles);
    groups = Set.copyOf(groups);
    Objects.requireNonNull(realm);
  }

  /** Somebody whose groups are named like their roles. */
  public Person(String name, Set<Role> roles, String login) {
    this(
        name,
        roles,
        roles.stream().map(Role::roleName).collect(Collectors.toUnmodifiableSet()),
        "",
        login);
  }

  /**
   * Somebody who is not signed in, for questions about them. Their roles are the groups of the same
   * names, as the server maps them unless it is told otherwise; empty without any.
   */
  public static Optional<Person> named(String name, Set<String> groups) {
    Set<Role> roles = roles(groups::contains);
    return roles.isEmpty()
        ? Optional.empty()
        : Optional.of(new Person(name, roles, groups, "", ""));
  }

  /**
   * The person behind a request that {@link AccessFilter} let through.
   *
   * @throws IllegalStateException if nobody is signed in
   */
  public static Person of(HttpServletRequest request) {
    return of(request.getUserPrincipal());
  }

  /**
   * The person behind a socket's handshake; to be kept, because later messages carry no identity.
   *
   * @throws IllegalStateException if nobody is signed in
   */
  public static Person of(HandshakeRequest request) {
    return of(request.getUserPrincipal());
  }

  /**
   * The same person after a change of their groups. A role goes with the group of its name; others
   * come and go at the next sign-in only, because the server maps them by rules of its own. Empty
   * when no role is left.
   */
  Optional<Person> in(Set<String> groupsNow) {
    Set<Role> left = EnumSet.noneOf(Role.class);
    for (Role role : roles) {
      if (!groups.contains(role.roleName()) || groupsNow.contains(role.roleName())) {
        left.add(role);
      }
    }
    return left.isEmpty()
        ? Optional.empty()
        : Optional.of(new Person(name, left, groupsNow, realm, login));
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

  private static Person of(Principal principal) {
    return Caller.of(principal)
        .map(Caller::person)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "nobody is signed in (expected: a request behind AccessFilter)"));
  }
}
