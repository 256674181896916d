package fairlead.hosts.ec2;

import java.net.URI;
import java.util.Optional;

/**
 * Where AWS's services are asked, if not where they usually are: for endpoints of one's own VPC.
 *
 * @param tunnel instead of {@code wss://} and the endpoint's own name
 */
record ServiceUrls(
    Optional<URI> ec2, Optional<URI> sts, Optional<URI> instanceConnect, Optional<URI> tunnel) {
  static final ServiceUrls USUAL =
      new ServiceUrls(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
