package fairlead.hosts.ec2;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One AWS account, and which of its instances are listed.
 *
 * @param name what people call it
 * @param role the ARN of the role to take on there; without one the server's own credentials do
 * @param externalId what that role's trust policy asks for besides
 * @param tags a tag's name to its values, any of which does; all tags must fit
 * @param vpcs those whose instances are listed; none for all
 * @param states those of {@code running}, {@code stopped} and so on that are listed
 */
record Account(
    String name,
    Optional<String> role,
    Optional<String> externalId,
    List<String> regions,
    Map<String, List<String>> tags,
    List<String> vpcs,
    List<String> states) {}
