package fairlead.hosts;

import fairlead.settings.ServerPath;
import fairlead.ssh.Login;
import fairlead.ssh.login.Agent;
import fairlead.ssh.login.CertificateFile;
import fairlead.ssh.login.IssuedCertificate;
import fairlead.ssh.login.KeyFile;
import fairlead.ssh.login.KeyboardInteractive;
import fairlead.ssh.login.Password;
import fairlead.yaml.Attempt;
import fairlead.yaml.YamlProblem;
import fairlead.yaml.YamlReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the field {@code authentication}. */
final class LoginsYaml {
  private static final String LOGINS =
      "key: a file, certificate: its two files, issued-certificate, agent, password, or"
          + " keyboard-interactive";
  private static final String FILE = "the path of a file";
  private static final List<Login> INTERACTIVE = List.of(new KeyboardInteractive(), new Password());

  private final YamlReader yaml;
  private final Path directory;

  /**
   * @param directory the base of relative paths
   */
  LoginsYaml(YamlReader yaml, Path directory) {
    this.yaml = yaml;
    this.directory = directory;
  }

  /**
   * The listed logins.
   *
   * @param node null if the field is absent; the person is then asked
   */
  List<Login> logins(Node node) throws YamlProblem {
    if (node == null) {
      return INTERACTIVE;
    }
    List<Login> logins = yaml.each(yaml.list(node, "authentication"), this::login);
    if (logins.isEmpty()) {
      throw yaml.wrong(node, "authentication", "at least one of " + LOGINS);
    }
    return logins;
  }

  private Login login(Node node) throws YamlProblem {
    if (!(node instanceof MappingNode mapping)) {
      return yaml.value(node, "authentication", LOGINS, LoginsYaml::withoutFiles);
    }
    Map<String, Node> fields = yaml.fields(node, "authentication", List.of("key", "certificate"));
    if (mapping.getValue().size() != 1) {
      throw yaml.wrong(node, "authentication", LOGINS);
    }
    if (fields.isEmpty()) {
      throw yaml.noted();
    }
    return fields.containsKey("key")
        ? new KeyFile(file(fields.get("key"), "key"))
        : certificate(fields.get("certificate"));
  }

  private Login certificate(Node node) throws YamlProblem {
    List<String> known = List.of("key", "certificate");
    Map<String, Node> fields = yaml.fields(node, "certificate", known);
    for (String field : known) {
      if (!fields.containsKey(field)) {
        throw yaml.wrong(node, "certificate", "key and certificate, a file each");
      }
    }
    Attempt<Path> key = yaml.attempt(() -> file(fields.get("key"), "key"));
    Attempt<Path> certificate = yaml.attempt(() -> file(fields.get("certificate"), "certificate"));
    return new CertificateFile(key.get(), certificate.get());
  }

  private static Optional<Login> withoutFiles(String text) {
    return switch (text) {
      case "issued-certificate" -> Optional.of(new IssuedCertificate());
      case "agent" -> Optional.of(new Agent());
      case "password" -> Optional.of(new Password());
      case "keyboard-interactive" -> Optional.of(new KeyboardInteractive());
      default -> Optional.empty();
    };
  }

  private Path file(Node node, String what) throws YamlProblem {
    return ServerPath.of(directory, yaml.value(node, what, FILE, LoginsYaml::path));
  }

  private static Optional<String> path(String text) {
    return Optional.of(text)
        .filter(path -> !path.isBlank() && path.chars().noneMatch(Character::isISOControl));
  }
}
