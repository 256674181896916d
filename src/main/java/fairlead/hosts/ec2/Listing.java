package fairlead.hosts.ec2;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What there was in one place, the last time that all of it could be read. */
record Listing(List<Instance> instances, List<Endpoint> endpoints, Instant readAt) {
  /** The way into this instance's VPC; one in its own subnet first, which costs no way between. */
  Optional<Endpoint> endpointFor(Instance instance) {
    Optional<Endpoint> near =
        endpoints.stream().filter(one -> one.subnet().equals(instance.subnet())).findFirst();
    return near.isPresent()
        ? near
        : endpoints.stream().filter(one -> one.vpc().equals(instance.vpc())).findFirst();
  }

  Optional<Endpoint> endpoint(String id) {
    return endpoints.stream().filter(one -> one.id().equals(id)).findFirst();
  }
}
