package fairlead.hosts.ec2;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where {@code ec2.yaml} is, and what it does not say itself. */
@ApplicationScoped
public class Ec2Settings {
  @Inject
  @ConfigProperty(name = "fairlead.directory", defaultValue = ".")
  String directory;

  @Inject
  @ConfigProperty(name = "fairlead.hosts.ec2-file", defaultValue = "ec2.yaml")
  String file;

  @Inject
  @ConfigProperty(name = "fairlead.hosts.host-key-policy", defaultValue = "ask")
  String hostKeyPolicy;

  Path file() {
    return Path.of(directory).resolve(file);
  }

  /** For a file that does not say it itself. */
  String hostKeyPolicy() {
    return hostKeyPolicy;
  }
}
