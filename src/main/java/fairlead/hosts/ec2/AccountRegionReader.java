package fairlead.hosts.ec2;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.PlatformValues;
import software.amazon.awssdk.services.ec2.model.Tag;

/** Reads the instances and endpoints of one account in one region: all pages or nothing. */
final class AccountRegionReader {
  /** Instances in one page: the most that AWS returns. */
  private static final int PAGE = 1000;

  /** Values in one filter: the most that AWS accepts. */
  private static final int VALUES = 200;

  private final AccountRegion place;
  private final Ec2Client ec2;
  private final Set<String> tags;
  private final boolean wantsImageNames;

  // The name of an AMI never changes. AMIs that no longer exist have an empty name here.
  private final Map<String, String> imageNames = new HashMap<>();

  AccountRegionReader(AccountRegion place, Ec2Client ec2, Ec2Configuration configuration) {
    this.place = place;
    this.ec2 = ec2;
    this.tags = configuration.tags();
    this.wantsImageNames = configuration.wantsImageNames();
  }

  /**
   * @param now the time of reading
   * @param limit most instances that are read
   */
  Listing read(Instant now, int limit) throws AwsProblem {
    List<Instance> instances =
        AwsProblem.asking(place, "ec2:DescribeInstances", () -> instances(limit));
    if (wantsImageNames) {
      AwsProblem.asking(place, "ec2:DescribeImages", () -> learnNames(instances));
      instances.replaceAll(one -> one.withImageName(imageNames.getOrDefault(one.image(), "")));
    }
    List<Endpoint> endpoints =
        AwsProblem.asking(place, "ec2:DescribeInstanceConnectEndpoints", this::endpoints);
    return new Listing(List.copyOf(instances), endpoints, now);
  }

  private List<Instance> instances(int limit) {
    List<Instance> instances = new ArrayList<>();
    DescribeInstancesRequest request =
        DescribeInstancesRequest.builder().maxResults(PAGE).filters(filters()).build();
    ec2.describeInstancesPaginator(request).reservations().stream()
        .flatMap(reservation -> reservation.instances().stream())
        // Instance Connect does not support Windows.
        .filter(one -> one.platform() != PlatformValues.WINDOWS)
        .limit(limit)
        .forEach(one -> instances.add(instance(one)));
    return instances;
  }

  private List<Filter> filters() {
    List<Filter> filters = new ArrayList<>();
    Account account = place.account();
    filters.add(filter("instance-state-name", account.states()));
    account.tags().forEach((tag, values) -> filters.add(filter("tag:" + tag, values)));
    if (!account.vpcs().isEmpty()) {
      filters.add(filter("vpc-id", account.vpcs()));
    }
    return filters;
  }

  private Instance instance(software.amazon.awssdk.services.ec2.model.Instance one) {
    Map<String, String> kept = new HashMap<>();
    for (Tag tag : one.tags()) {
      if (tags.contains(tag.key())) {
        kept.put(tag.key(), tag.value());
      }
    }
    return new Instance(
        one.instanceId(),
        text(one.imageId()),
        "",
        one.state() == null ? "" : one.state().nameAsString(),
        one.placement() == null ? "" : text(one.placement().availabilityZone()),
        text(one.vpcId()),
        text(one.subnetId()),
        Optional.ofNullable(one.publicIpAddress()),
        Optional.ofNullable(one.privateIpAddress())
            .or(() -> Optional.ofNullable(one.ipv6Address())),
        Map.copyOf(kept));
  }

  /**
   * Asks with a filter and not for ids: if one of the ids no longer existed, AWS would refuse the
   * whole request.
   */
  private Void learnNames(List<Instance> instances) {
    Set<String> used = new LinkedHashSet<>();
    instances.forEach(one -> used.add(one.image()));
    imageNames.keySet().retainAll(used);
    List<String> unknown = used.stream().filter(one -> !imageNames.containsKey(one)).toList();
    for (int from = 0; from < unknown.size(); from += VALUES) {
      List<String> some = unknown.subList(from, Math.min(from + VALUES, unknown.size()));
      Map<String, String> names = new HashMap<>();
      ec2.describeImagesPaginator(request -> request.filters(filter("image-id", some)))
          .images()
          .forEach(image -> names.put(image.imageId(), text(image.name())));
      some.forEach(image -> imageNames.put(image, names.getOrDefault(image, "")));
    }
    return null;
  }

  private List<Endpoint> endpoints() {
    // Endpoints that are being updated, or whose update failed, still work.
    List<String> usable =
        List.of("create-complete", "update-in-progress", "update-complete", "update-failed");
    return ec2
        .describeInstanceConnectEndpointsPaginator(
            request -> request.filters(filter("state", usable)))
        .instanceConnectEndpoints()
        .stream()
        .flatMap(
            one ->
                one.dnsName() == null
                    ? Stream.empty()
                    : Stream.of(
                        new Endpoint(
                            one.instanceConnectEndpointId(),
                            one.dnsName(),
                            text(one.vpcId()),
                            text(one.subnetId()))))
        .toList();
  }

  private static Filter filter(String name, List<String> values) {
    return Filter.builder().name(name).values(values).build();
  }

  private static String text(String value) {
    return value == null ? "" : value;
  }
}
