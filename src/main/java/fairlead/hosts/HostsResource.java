package fairlead.hosts;

import fairlead.access.Person;
import fairlead.access.Role;
import fairlead.policy.Permissions;
import fairlead.policy.Policy;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Lists the hosts that the person may open. */
@Path("/hosts")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class HostsResource {
  @Inject Hosts hosts;
  @Inject HostProbes probes;
  @Inject Policy policy;

  @Context HttpServletRequest request;

  @GET
  @Operation(summary = "The hosts that this person may open now")
  public HostList list() {
    Person person = Person.of(request);
    Permissions permissions = policy.of(person);
    List<ListedHost> list = new ArrayList<>();
    for (Host host : hosts.all()) {
      List<String> users = permissions.users(host.target());
      if (!users.isEmpty()) {
        Reach probe = probes.of(host).orElse(null);
        list.add(ListedHost.of(host, users, probe, probes.notAsked(host).orElse(null)));
      }
    }
    return new HostList(list, hosts.readAt(), permissions.typed(), problems(person));
  }

  /**
   * The policy's problem is shown to administrators only: its text could reveal rules to others.
   */
  private List<String> problems(Person person) {
    List<String> problems = new ArrayList<>(hosts.problems());
    if (person.is(Role.ADMIN)) {
      policy.problem().ifPresent(problems::add);
    }
    return problems;
  }
}
