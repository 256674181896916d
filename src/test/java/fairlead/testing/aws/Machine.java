package fairlead.testing.aws;

import java.util.Map;

/**
 * An instance in {@link AwsServer}.
 *
 * @param publicAddress or null
 */
public record Machine(
    String id,
    String image,
    String state,
    String vpc,
    String subnet,
    String publicAddress,
    String privateAddress,
    Map<String, String> tags) {
  public static final String ZONE = "eu-central-1a";

  public Machine(String id, String publicAddress, String privateAddress, Map<String, String> tags) {
    this(id, "ami-0ubuntu", "running", "vpc-0a", "subnet-0a", publicAddress, privateAddress, tags);
  }

  public Machine inState(String other) {
    return new Machine(id, image, other, vpc, subnet, publicAddress, privateAddress, tags);
  }

  /** As in the answer to DescribeInstances. */
  String xml() {
    StringBuilder all = new StringBuilder();
    tags.forEach(
        (key, value) ->
            all.append("<item><key>%s</key><value>%s</value></item>".formatted(key, value)));
    return """
    <item><instanceId>%s</instanceId><imageId>%s</imageId>
    <instanceState><code>16</code><name>%s</name></instanceState>
    <placement><availabilityZone>%s</availabilityZone></placement>
    <vpcId>%s</vpcId><subnetId>%s</subnetId>%s<privateIpAddress>%s</privateIpAddress>
    <tagSet>%s</tagSet></item>
    """
        .formatted(
            id,
            image,
            state,
            ZONE,
            vpc,
            subnet,
            publicAddress == null ? "" : "<ipAddress>" + publicAddress + "</ipAddress>",
            privateAddress,
            all);
  }
}
