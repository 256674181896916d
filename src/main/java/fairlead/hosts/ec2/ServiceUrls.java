package fairlead.hosts.ec2;

import java.net.URI;
import java.util.Optional;

/**
 * URLs of AWS's services that replace the default ones, such as those of VPC endpoints.
 *
 * @param tunnel replaces {@code wss://} and the endpoint's DNS name
 */
record ServiceUrls(
    Optional<URI> ec2, Optional<URI> sts, Optional<URI> instanceConnect, Optional<URI> tunnel) {
  static final ServiceUrls USUAL =
      new ServiceUrls(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
