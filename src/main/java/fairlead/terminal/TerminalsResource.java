package fairlead.terminal;

import fairlead.access.Person;
import fairlead.failure.Failure;
import fairlead.failure.Refused;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** A person's own running terminals. */
@Path("/terminals")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class TerminalsResource {
  @Inject Terminals terminals;
  @Inject TerminalSettings settings;

  @Context HttpServletRequest request;

  @GET
  @Operation(summary = "This person's terminals")
  public RunningTerminals list() {
    long now = System.nanoTime();
    Person person = Person.of(request);
    return new RunningTerminals(
        terminals.of(person).stream()
            .map(terminal -> RunningTerminals.One.of(terminal, settings, now))
            .toList(),
        settings.grace(person.roles()).toSeconds(),
        settings.onSignOut() == TerminalSettings.OnSignOut.END);
  }

  /** Issues a resume token to a page that has none, for example after a reload. */
  @POST
  @Path("/{terminal}/token")
  @Operation(summary = "A token for one attach")
  public IssuedToken token(@PathParam("terminal") String id) throws Refused {
    Person person = Person.of(request);
    return new IssuedToken(find(person, id).token().issue(person.login()));
  }

  @DELETE
  @Path("/{terminal}")
  @Operation(summary = "Ends it")
  public void end(@PathParam("terminal") String id) throws Refused {
    find(Person.of(request), id).end(Ending.of(Ending.Reason.CLOSED));
  }

  private Terminal find(Person person, String id) throws Refused {
    return terminals.find(person, id).orElseThrow(() -> new Refused(Failure.NO_SUCH_TERMINAL));
  }
}
