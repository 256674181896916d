package fairlead.hosts;

import fairlead.ssh.Destination;
import fairlead.ssh.login.KeyFile;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The one host that {@code AWS_HOSTNAME}, {@code AWS_PORT}, {@code AWS_USERNAME} and {@code
 * AWS_KEY_PATH} describe. Its name is {@code ec2}.
 */
@ApplicationScoped
public class EnvironmentHosts implements HostSource {
  private static final String SOURCE = "environment";
  private static final Set<PosixFilePermission> OTHERS =
      Set.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private HostsSettings settings;

  /** For the CDI container. */
  protected EnvironmentHosts() {}

  @Inject
  EnvironmentHosts(HostsSettings settings) {
    this.settings = settings;
  }

  @Override
  public List<Host> hosts() {
    if (settings.environmentAddress().isEmpty() || wrongSetting().isPresent()) {
      return List.of();
    }
    Destination destination =
        new Destination(
            "ec2",
            settings.environmentAddress().orElseThrow(),
            Fields.port(settings.environmentPort()).orElseThrow(),
            settings.environmentUser().orElseThrow(),
            List.of(new KeyFile(settings.environmentKey())),
            settings.hostKeyPolicy(),
            true);
    return List.of(new Host(destination, Map.of(), SOURCE));
  }

  @Override
  public Optional<String> problem() {
    return settings.environmentAddress().isEmpty()
        ? Optional.empty()
        : wrongSetting().or(() -> keyProblem(settings.environmentKey()));
  }

  @Override
  public int order() {
    return 0;
  }

  private Optional<String> wrongSetting() {
    if (settings.environmentAddress().flatMap(Fields::address).isEmpty()) {
      return Optional.of("AWS_HOSTNAME (expected: " + Fields.ADDRESS + ")");
    }
    if (settings.environmentUser().flatMap(Fields::user).isEmpty()) {
      return Optional.of("AWS_USERNAME (expected: " + Fields.USER + ")");
    }
    if (Fields.port(settings.environmentPort()).isEmpty()) {
      return Optional.of("AWS_PORT (expected: " + Fields.PORT + ")");
    }
    return Optional.empty();
  }

  private static Optional<String> keyProblem(Path key) {
    if (!Files.isReadable(key)) {
      return Optional.of(
          "The key file of ec2 cannot be read. Set AWS_KEY_PATH, or put aws.pem into"
              + " fairlead.directory.");
    }
    try {
      for (PosixFilePermission permission : Files.getPosixFilePermissions(key)) {
        if (OTHERS.contains(permission)) {
          return Optional.of(
              "The key file of ec2 is open to other users of the machine. Run chmod 600 on it.");
        }
      }
    } catch (UnsupportedOperationException windows) {
      // No POSIX permissions here; the administrator is responsible for access lists.
    } catch (IOException unreadable) {
      return Optional.of("The key file of ec2 cannot be read: its permissions are unknown.");
    }
    return Optional.empty();
  }
}
