package fairlead.hosts.ec2;

import java.util.Map;
import java.util.Optional;

/**
 * The properties of an EC2 instance that Fairlead uses.
 *
 * @param id never reused, unlike addresses; such as {@code i-0123456789abcdef0}
 * @param image the id of the AMI it was made from
 * @param imageName that AMI's name; empty when it is gone or was not asked for
 * @param zone the availability zone
 * @param tags those that the configuration uses
 */
record Instance(
    String id,
    String image,
    String imageName,
    String state,
    String zone,
    String vpc,
    String subnet,
    Optional<String> publicAddress,
    Optional<String> privateAddress,
    Map<String, String> tags) {
  static final String NAME_TAG = "Name";

  Instance withImageName(String name) {
    return new Instance(
        id, image, name, state, zone, vpc, subnet, publicAddress, privateAddress, tags);
  }

  String name() {
    return tags.getOrDefault(NAME_TAG, "");
  }
}
