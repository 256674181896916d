package fairlead.admission;

import fairlead.access.Person;
import fairlead.access.Registry;
import fairlead.access.Role;
import fairlead.failure.Failure;
import fairlead.failure.Refused;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Explains to administrators why a person may or may not open a host. */
@Path("/policy/decision")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class DecisionResource {
  private static final int CHARACTERS = 4096;

  @Inject Admissions admissions;
  @Inject Registry registry;

  @Context HttpServletRequest request;

  /**
   * The policy's decision for this person and this host now.
   *
   * @param groups separated by commas; default: those in the server's user registry
   * @param host the name of a listed host, or a typed one
   * @param user the account; default: the one as which the host would be opened
   */
  @GET
  @Operation(summary = "Why a person may or may not open a host; for administrators")
  public DecisionAnswer decision(
      @Parameter(required = true) @QueryParam("person") String person,
      @Parameter(description = "Separated by commas") @QueryParam("groups") String groups,
      @Parameter(required = true) @QueryParam("host") String host,
      @QueryParam("user") String user)
      throws Refused {
    if (!Person.of(request).is(Role.ADMIN)) {
      throw new Refused(Failure.NOT_ALLOWED, "Only administrators may ask this.");
    }
    Set<String> in = groups == null ? registry.groups(given("person", person)) : split(groups);
    Optional<Person> asked = Person.named(given("person", person), in);
    if (!admissions.knows(given("host", host))) {
      throw new Refused(Failure.NO_SUCH_HOST);
    }
    List<String> sorted = in.stream().sorted().toList();
    if (asked.isEmpty()) {
      return DecisionAnswer.withoutRole(person, sorted, host);
    }
    String account = user == null || user.isEmpty() ? null : user;
    return DecisionAnswer.of(person, sorted, host, admissions.ask(asked.get(), host, account));
  }

  private static Set<String> split(String groups) {
    return Stream.of(groups.split(",", -1))
        .map(String::strip)
        .filter(one -> !one.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static String given(String name, String value) throws Refused {
    if (value == null || value.isBlank() || value.length() > CHARACTERS) {
      throw new Refused(Failure.BAD_REQUEST, name + ": missing or too long");
    }
    if (value.chars().anyMatch(Character::isISOControl)) {
      // The registry treats some control characters as an empty name, and fails.
      throw new Refused(Failure.BAD_REQUEST, name + ": control characters are not allowed");
    }
    return value;
  }
}
