package fairlead.hosts.ec2;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One AWS account, with the filters for its instances.
 *
 * @param name the display name
 * @param role the ARN of the role to assume there; without one, the server's credentials are used
 * @param externalId the external id that the role's trust policy requires
 * @param tags a tag's name to its accepted values; every tag must match with one of its values
 * @param vpcs the VPCs whose instances are listed; empty for all
 * @param states the instance states that are listed, such as {@code running} or {@code stopped}
 */
record Account(
    String name,
    Optional<String> role,
    Optional<String> externalId,
    List<String> regions,
    Map<String, List<String>> tags,
    List<String> vpcs,
    List<String> states) {}
