package fairlead.hosts.ec2;

import fairlead.ssh.HostKeyPolicy;
import fairlead.testing.aws.AwsServer;
import fairlead.testing.aws.KeyBoard;
import fairlead.testing.aws.TunnelServer;
import fairlead.yaml.YamlProblem;
import java.io.IOException;
import java.nio.file.Path;

/** AWS on loopback, and this JVM's credentials for it. */
final class AwsSite implements AutoCloseable {
  private static final String ID = "aws.accessKeyId";
  private static final String SECRET = "aws.secretAccessKey";

  final KeyBoard keys;
  final AwsServer aws;
  final TunnelServer tunnel;

  AwsSite(Path directory) throws IOException {
    keys = new KeyBoard(directory);
    aws = new AwsServer(keys);
    tunnel = new TunnelServer(aws::secret);
    System.setProperty(ID, AwsServer.ACCESS_KEY);
    System.setProperty(SECRET, AwsServer.SECRET);
  }

  /** The text, and where AWS is. */
  Ec2Configuration configuration(String yaml) throws YamlProblem {
    return new Ec2Yaml("ec2.yaml", HostKeyPolicy.ACCEPT_NEW)
        .configuration(
            yaml
                + """
                endpoints:
                  ec2: %s
                  sts: %s
                  instance-connect: %s
                  tunnel: %s
                """
                    .formatted(aws.url(), aws.url(), aws.url(), tunnel.url()));
  }

  @Override
  public void close() throws IOException {
    System.clearProperty(ID);
    System.clearProperty(SECRET);
    tunnel.close();
    aws.close();
  }
}
