package fairlead.hosts.ec2;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The instances and endpoints of one account and region when they were last read completely. */
record Listing(List<Instance> instances, List<Endpoint> endpoints, Instant readAt) {
  /**
   * An endpoint in this instance's VPC, preferably in its subnet, which saves a hop between
   * subnets.
   */
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
