package fairlead.hosts;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The machines to choose from. */
@Path("/hosts")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class HostsResource {
  @Inject Hosts hosts;
  @Inject HostProbes probes;

  @GET
  public JsonObject list() {
    JsonArrayBuilder list = Json.createArrayBuilder();
    for (Host host : hosts.all()) {
      JsonObjectBuilder one = Json.createObjectBuilder(json(host));
      probes
          .of(host)
          .ifPresentOrElse(reach -> one.add("probe", json(reach)), () -> one.addNull("probe"));
      list.add(one);
    }
    return Json.createObjectBuilder()
        .add("hosts", list)
        .add("problems", Json.createArrayBuilder(hosts.problems()))
        .build();
  }

  static JsonObject json(Host host) {
    JsonObjectBuilder labels = Json.createObjectBuilder();
    host.labels().forEach(labels::add);
    JsonArrayBuilder authentication = Json.createArrayBuilder();
    host.destination().logins().forEach(login -> authentication.add(login.name()));
    return Json.createObjectBuilder()
        .add("name", host.name())
        .add("address", host.destination().address())
        .add("port", host.destination().port())
        .add("user", host.destination().user())
        .add("labels", labels)
        .add("authentication", authentication)
        .add("source", host.source())
        .build();
  }

  private static JsonObject json(Reach reach) {
    return Json.createObjectBuilder()
        .add("up", reach.up())
        .add("millis", reach.took().toNanos() / 1e6)
        .add("since", reach.since().toString())
        .build();
  }
}
