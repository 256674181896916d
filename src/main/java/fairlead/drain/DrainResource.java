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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;

/** Lets an administrator take this server out of service. */
@Path("/drain")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class DrainResource {
  private static final Log LOG = Log.of(DrainResource.class);
  private static final int MOST = 86_400;
  private static final String EXPECTED =
      "seconds: wrong or missing (expected: an integer from 0 to " + MOST + ")";

  /**
   * How long people have to finish.
   *
   * @param seconds 0 to {@link #MOST}
   */
  private record DrainWish(@Schema(minimum = "0", maximum = "" + MOST) long seconds) {
    static DrainWish of(MessageFields body) throws Refused {
      if (body == null) {
        throw new Refused(Failure.BAD_MESSAGE, EXPECTED);
      }
      long seconds = body.offset("seconds");
      body.finish();
      if (seconds > MOST) {
        throw new Refused(Failure.BAD_MESSAGE, EXPECTED);
      }
      return new DrainWish(seconds);
    }
  }

  @Inject Drain drain;
  @Inject Draining draining;
  @Inject Terminals terminals;

  @Context HttpServletRequest request;

  /** The progress of the drain. */
  @GET
  @Operation(summary = "The progress of a drain; for administrators")
  public DrainState state() throws Refused {
    administrator();
    return new DrainState(
        draining.begun(), terminals.count(), drain.transfers(), drain.secondsLeft(), drain.over());
  }

  /** Begins to drain: {@code {"seconds": 60}}. A further call changes the remaining time. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Takes this server out of service, or changes the time left; for administrators")
  public DrainState begin(
      @RequestBody(content = @Content(schema = @Schema(implementation = DrainWish.class)))
          MessageFields body)
      throws Refused {
    Person person = administrator();
    DrainWish wish = DrainWish.of(body);
    LOG.log(Level.INFO, "{0} drains this server", person.name());
    drain.begin(Duration.ofSeconds(wish.seconds()));
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
