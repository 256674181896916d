package fairlead.hosts;

import fairlead.access.Person;
import fairlead.access.Role;
import fairlead.policy.Permissions;
import fairlead.policy.Policy;
import fairlead.ssh.Login;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Lists the hosts that the person may open. */
@Path("/hosts")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class HostsResource {
  /** Kept, because the static methods of {@code Json} look up their provider at every call. */
  private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());

  @Inject Hosts hosts;
  @Inject HostProbes probes;
  @Inject Policy policy;

  @Context HttpServletRequest request;

  @GET
  public JsonObject list() {
    Person person = Person.of(request);
    Permissions permissions = policy.of(person);
    JsonArrayBuilder list = JSON.createArrayBuilder();
    for (Host host : hosts.all()) {
      List<String> users = permissions.users(host.target());
      if (!users.isEmpty()) {
        JsonObjectBuilder one = json(host, users);
        probes
            .of(host)
            .ifPresentOrElse(reach -> one.add("probe", json(reach)), () -> one.addNull("probe"));
        probes.notAsked(host).ifPresent(why -> one.add("notProbed", why));
        list.add(one);
      }
    }
    JsonObjectBuilder readAt = JSON.createObjectBuilder();
    hosts.readAt().forEach((source, time) -> readAt.add(source, time.toString()));
    return JSON.createObjectBuilder()
        .add("hosts", list)
        .add("readAt", readAt)
        .add("typed", permissions.typed())
        .add("problems", JSON.createArrayBuilder(problems(person)))
        .build();
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

  /**
   * @param users the accounts as which it may be opened; the first one is the default
   */
  static JsonObjectBuilder json(Host host, List<String> users) {
    JsonObjectBuilder labels = JSON.createObjectBuilder();
    host.labels().forEach(labels::add);
    JsonArrayBuilder authentication = JSON.createArrayBuilder();
    // Never the path of a key, which tells a person nothing useful but reveals much about the
    // server.
    host.destination().logins().stream().map(Login::name).forEach(authentication::add);
    JsonObjectBuilder json =
        JSON.createObjectBuilder()
            .add("name", host.name())
            .add("address", host.destination().address())
            .add("port", host.destination().port())
            .add("user", users.get(0))
            .add("labels", labels)
            .add("route", JSON.createArrayBuilder(host.destination().route().steps()))
            .add("authentication", authentication)
            .add("source", host.source());
    if (users.size() > 1) {
      json.add("users", JSON.createArrayBuilder(users));
    }
    return json;
  }

  private static JsonObject json(Reach reach) {
    return JSON.createObjectBuilder()
        .add("up", reach.up())
        .add("millis", reach.took().toNanos() / 1e6)
        .add("since", reach.since().toString())
        .build();
  }
}
