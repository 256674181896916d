package fairlead.drain;

import fairlead.access.MessageFields;
import fairlead.access.Person;
import fairlead.access.Role;
import fairlead.failure.Failure;
import fairlead.failure.Refused;
import fairlead.health.Draining;
import fairlead.telemetry.Log;
import fairlead.terminal.Terminals;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.lang.System.Logger.Level;
import java.time.Duration;

/** Lets an administrator take this server out of service. */
@Path("/drain")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class DrainResource {
  private static final Log LOG = Log.of(DrainResource.class);
  private static final int MOST = 86_400;
  private static final String EXPECTED =
      "seconds: wrong or missing (expected: an integer from 0 to " + MOST + ")";

  @Inject Drain drain;
  @Inject Draining draining;
  @Inject Terminals terminals;

  @Context HttpServletRequest request;

  /** The progress of the drain. */
  @GET
  public DrainState state() throws Refused {
    administrator();
    return new DrainState(
        draining.begun(), terminals.count(), drain.transfers(), drain.secondsLeft(), drain.over());
  }

  /** Begins to drain: {@code {"seconds": 60}}. A further call changes the remaining time. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public DrainState begin(MessageFields wish) throws Refused {
    Person person = administrator();
    if (wish == null) {
      throw new Refused(Failure.BAD_MESSAGE, EXPECTED);
    }
    long seconds = wish.offset("seconds");
    wish.finish();
    if (seconds > MOST) {
      throw new Refused(Failure.BAD_MESSAGE, EXPECTED);
    }
    LOG.log(Level.INFO, "{0} drains this server", person.name());
    drain.begin(Duration.ofSeconds(seconds));
    return state();
  }

  private Person administrator() throws Refused {
    Person person = Person.of(request);
    if (!person.is(Role.ADMIN)) {
      throw new Refused(Failure.NOT_ALLOWED, "Draining a server needs the role admin.");
    }
    return person;
  }
}
