package fairlead.access;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

/** The signed-in person. Each request keeps the login alive; an open socket does not. */
@Path("/session")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class SessionResource {
  @Inject AccessSettings settings;

  @Context HttpServletRequest request;

  @GET
  public JsonObject session() {
    Person person = Person.of(request);
    JsonArrayBuilder roles = Json.createArrayBuilder();
    person.roles().stream().sorted().map(Role::roleName).forEach(roles::add);
    JsonArrayBuilder groups = Json.createArrayBuilder();
    person.groups().stream().sorted().forEach(groups::add);
    JsonObjectBuilder session =
        Json.createObjectBuilder()
            .add("name", person.name())
            .add("roles", roles)
            .add("groups", groups);
    settings.traceLink().ifPresent(link -> session.add("traceLink", link));
    return session.build();
  }
}
