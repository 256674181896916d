package fairlead.terminal;

import fairlead.access.Person;
import fairlead.access.Role;
import fairlead.health.Draining;
import fairlead.telemetry.Log;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.lang.System.Logger.Level;
import java.time.Duration;

/** An administrator takes this server out of service. */
@Path("/drain")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class DrainResource {
  private static final Log LOG = Log.of(DrainResource.class);
  private static final int MOST = 86_400;

  @Inject Drain drain;
  @Inject Draining draining;
  @Inject Terminals terminals;

  @Context HttpServletRequest request;

  /** How far it is. */
  @GET
  public JsonObject state() {
    administrator();
    return Json.createObjectBuilder()
        .add("draining", draining.begun())
        .add("terminals", terminals.count())
        .add("secondsLeft", drain.secondsLeft())
        .add("over", drain.over())
        .build();
  }

  /** Begins it: {@code {"seconds": 60}}. Once more: changes the time that is left. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public JsonObject begin(JsonObject wish) {
    Person person = administrator();
    if (wish == null
        || wish.size() != 1
        || !(wish.get("seconds") instanceof JsonNumber seconds)
        || !seconds.isIntegral()
        || seconds.longValue() < 0
        || seconds.longValue() > MOST) {
      throw new BadRequestException("seconds: a number is missing (expected: 0.." + MOST + ")");
    }
    LOG.log(Level.INFO, "{0} drains this server", person.name());
    drain.begin(Duration.ofSeconds(seconds.longValue()));
    return state();
  }

  private Person administrator() {
    Person person = Person.of(request);
    if (!person.is(Role.ADMIN)) {
      throw new ForbiddenException("Draining a server needs the role admin.");
    }
    return person;
  }
}
