package fairlead.terminal;

import fairlead.access.Person;
import fairlead.failure.Failure;
import fairlead.failure.Refused;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

/** A person's own running terminals. */
@Path("/terminals")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class TerminalsResource {
  @Inject Terminals terminals;
  @Inject TerminalSettings settings;

  @Context HttpServletRequest request;

  @GET
  public JsonObject list() {
    long now = System.nanoTime();
    JsonArrayBuilder list = Json.createArrayBuilder();
    for (Terminal terminal : terminals.of(Person.of(request))) {
      boolean attached = terminal.attached();
      JsonObjectBuilder one =
          Json.createObjectBuilder()
              .add("terminal", terminal.id())
              .add("host", terminal.host())
              .add("user", terminal.admission().account())
              .add("openedAt", terminal.openedAt().toString())
              .add("attached", attached);
      if (attached) {
        one.addNull("secondsLeft");
      } else {
        long grace = terminal.grace(settings).toNanos();
        long left = Math.max(0, grace - terminal.output().detachedFor(now));
        one.add("secondsLeft", left / 1_000_000_000L);
      }
      list.add(one);
    }
    return Json.createObjectBuilder()
        .add("terminals", list)
        .add("graceSeconds", settings.grace(Person.of(request).roles()).toSeconds())
        .add("endAtSignOut", settings.onSignOut() == TerminalSettings.OnSignOut.END)
        .build();
  }

  /** Issues a resume token to a page that has none, for example after a reload. */
  @POST
  @Path("/{terminal}/token")
  public JsonObject token(@PathParam("terminal") String id) throws Refused {
    Person person = Person.of(request);
    return Json.createObjectBuilder()
        .add("token", find(person, id).token().issue(person.login()))
        .build();
  }

  @DELETE
  @Path("/{terminal}")
  public void end(@PathParam("terminal") String id) throws Refused {
    find(Person.of(request), id).end(Ending.of(Ending.Reason.CLOSED));
  }

  private Terminal find(Person person, String id) throws Refused {
    return terminals.find(person, id).orElseThrow(() -> new Refused(Failure.NO_SUCH_TERMINAL));
  }
}
