package fairlead.hosts.ec2;

import fairlead.ssh.Link;
import fairlead.ssh.Tunnel;
import java.io.IOException;
import java.time.Duration;

/**
 * A tunnel to one private instance through an Instance Connect Endpoint: this server dials AWS, and
 * AWS dials the instance.
 *
 * @param address of the instance in its VPC
 */
record ConnectEndpoint(
    Tunnels tunnels, AccountRegion place, Endpoint endpoint, String address, int port)
    implements Tunnel {
  @Override
  public String name() {
    return "EC2 Instance Connect Endpoint " + endpoint.id();
  }

  @Override
  public Link open(Duration timeout) throws IOException {
    return tunnels.open(this, timeout);
  }
}
