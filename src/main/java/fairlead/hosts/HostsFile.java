package fairlead.hosts;

import fairlead.ssh.HostKeyPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * {@code hosts.yaml}, read again whenever it changes. A broken file changes nothing: the last good
 * one stays in use, and {@link #problem} says so.
 */
@ApplicationScoped
public class HostsFile implements HostSource {
  /** The largest file that is read. */
  static final int BYTES = 1 << 20;

  private static final Logger LOG = System.getLogger(HostsFile.class.getName());
  private static final long LOOK_AGAIN = TimeUnit.SECONDS.toNanos(1);

  /** What tells one state of the file from another, also when a symbolic link is turned. */
  private record Version(FileTime modified, long size, Object key) {}

  private record State(List<Host> hosts, boolean good, Optional<String> problem) {}

  private HostsSettings settings;
  private LongSupplier nanoTime;
  private long looked;
  private Optional<Version> version;
  private State state;

  /** For the CDI container. */
  protected HostsFile() {}

  @Inject
  HostsFile(HostsSettings settings) {
    this(settings, System::nanoTime);
  }

  HostsFile(HostsSettings settings, LongSupplier nanoTime) {
    this.settings = settings;
    this.nanoTime = nanoTime;
  }

  @Override
  public List<Host> hosts() {
    return now().hosts();
  }

  @Override
  public Optional<String> problem() {
    return now().problem();
  }

  @Override
  public int order() {
    return 10;
  }

  /** False while there is a file of which no state has been usable yet. */
  boolean usable() {
    State now = now();
    return now.good() || now.problem().isEmpty();
  }

  private synchronized State now() {
    long time = nanoTime.getAsLong();
    if (state == null || time - looked >= LOOK_AGAIN) {
      looked = time;
      look();
    }
    return state;
  }

  private void look() {
    Path file = settings.file();
    Optional<Version> found = version(file);
    if (state == null || !found.equals(version)) {
      State before = state == null ? new State(List.of(), false, Optional.empty()) : state;
      state = read(file, before);
      version = found;
    }
  }

  private static Optional<Version> version(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return Optional.of(
          new Version(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey()));
    } catch (IOException absent) {
      return Optional.empty();
    }
  }

  private State read(Path file, State before) {
    String name = Objects.toString(file.getFileName());
    try {
      HostKeyPolicy policy =
          Fields.hostKeyPolicy(settings.hostKeyPolicy())
              .orElseThrow(
                  () ->
                      new HostsFileProblem(
                          "fairlead.hosts.host-key-policy (expected: "
                              + Fields.HOST_KEY_POLICY
                              + ")"));
      List<Host> hosts = new HostsYaml(name, settings.directory(), policy).hosts(text(file, name));
      LOG.log(Level.INFO, "Read {0}: {1} hosts", name, hosts.size());
      return new State(List.copyOf(hosts), true, Optional.empty());
    } catch (NoSuchFileException absent) {
      return before.good()
          ? broken(before, name + " is gone.")
          : new State(List.of(), false, Optional.empty());
    } catch (HostsFileProblem problem) {
      return broken(before, problem.getMessage());
    } catch (IOException unreadable) {
      LOG.log(Level.DEBUG, "Cannot read the hosts file", unreadable);
      return broken(before, name + " cannot be read.");
    }
  }

  private static State broken(State before, String problem) {
    String text = before.good() ? problem + " The hosts read before stay in use." : problem;
    LOG.log(Level.WARNING, "{0}", text);
    return new State(before.hosts(), before.good(), Optional.of(text));
  }

  private static String text(Path file, String name) throws IOException, HostsFileProblem {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(BYTES + 1);
    }
    if (bytes.length > BYTES) {
      throw new HostsFileProblem(name + " is larger than 1 MiB.");
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notText) {
      throw new HostsFileProblem(name + " is not UTF-8 text.", notText);
    }
  }
}
