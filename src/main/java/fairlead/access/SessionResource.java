package fairlead.access;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The signed-in person. Each request keeps the login alive; an open socket does not. */
@Path("/session")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class SessionResource {
  @Inject AccessSettings settings;

  @Context HttpServletRequest request;

  @GET
  @Operation(summary = "The signed-in person; keeps the login alive")
  public SignedInPerson session() {
    Person person = Person.of(request);
    return new SignedInPerson(
        person.name(),
        person.roles().stream().sorted().map(Role::roleName).toList(),
        person.groups().stream().sorted().toList(),
        settings.traceLink().orElse(null));
  }
}
