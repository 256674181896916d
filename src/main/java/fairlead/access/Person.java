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
 * A person who is signed in.
 *
 * @param name the name in the user registry
 * @param roles at least one
 * @param groups as the registry or provider named them when it was last asked
 * @param realm of the registry or provider that knows this name
 * @param login identifier of this login or token; not a secret
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

  /** A person whose groups have the names of their roles. */
  public Person(String name, Set<Role> roles, String login) {
    this(
        name,
        roles,
        roles.stream().map(Role::roleName).collect(Collectors.toUnmodifiableSet()),
        "",
        login);
  }

  /**
   * A person who is not signed in, for questions about them. Their roles are the groups with the
   * names of roles, which is the server's default mapping; empty if there is none.
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
   * The same person after a change of their groups. They lose a role at once if they lose the group
   * of its name. Other changes of roles take effect at the next sign-in, because only the server
   * knows its mapping. Empty if no role is left.
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
