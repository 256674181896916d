package fairlead.hosts;

import fairlead.yaml.YamlFile;
import fairlead.yaml.YamlProblem;
import fairlead.yaml.YamlSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * {@code hosts.yaml}, read again whenever it changes. If the file is broken, its last good version
 * stays in use, and {@link #problem} says so.
 */
@ApplicationScoped
public class HostsFile implements HostSource {
  private HostsSettings settings;
  private YamlFile<List<Host>> file;

  /** For the CDI container. */
  protected HostsFile() {}

  @Inject
  HostsFile(HostsSettings settings, YamlSettings files) {
    this(settings, files, System::nanoTime);
  }

  HostsFile(HostsSettings settings, YamlSettings files, LongSupplier nanoTime) {
    this.settings = settings;
    this.file =
        new YamlFile<>(settings.file(), List.of(), this::parse, files.checkInterval(), nanoTime);
  }

  @Override
  public List<Host> hosts() {
    return file.now().value();
  }

  @Override
  public Optional<String> problem() {
    return file.now().problem();
  }

  @Override
  public int order() {
    return 10;
  }

  /** False while a file exists of which no version has been usable yet. */
  boolean usable() {
    return file.now().usable();
  }

  private List<Host> parse(String text) throws YamlProblem {
    String name = Objects.toString(settings.file().getFileName());
    return List.copyOf(
        new HostsYaml(name, settings.directory(), settings.hostKeyPolicy()).hosts(text));
  }
}
