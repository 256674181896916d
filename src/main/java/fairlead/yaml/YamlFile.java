package fairlead.yaml;

import fairlead.telemetry.Log;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * A file that is read again whenever it changes. If it becomes broken or empty, its last good
 * version stays in use, and {@link State#problem} says so.
 *
 * @param <T> the parsed content; immutable
 */
public final class YamlFile<T> {
  /** The largest file that is read. */
  public static final int BYTES = 1 << 20;

  private static final Log LOG = Log.of(YamlFile.class);

  /** Parses the file's text. */
  public interface Parser<T> {
    T parse(String text) throws YamlProblem;
  }

  /**
   * The state of a file.
   *
   * @param value the last good content; before there is any, the value for an absent file
   * @param good whether a version of the file has ever been good
   * @param problem everything that is wrong with it now, in words for a person, or empty
   */
  public record State<T>(T value, boolean good, Optional<String> problem) {
    /** False while a file exists of which no version has been usable yet. */
    public boolean usable() {
      return good || problem.isEmpty();
    }
  }

  /** Identifies a version of the file, even when a symbolic link is changed to another file. */
  private record Version(FileTime modified, long size, Object key) {}

  private final Path path;
  private final String name;
  private final T absent;
  private final Parser<T> parser;
  private final long intervalNanos;
  private final LongSupplier nanoTime;
  private long looked;
  private Optional<Version> version = Optional.empty();
  private State<T> state;

  /**
   * @param absent the value while there is no such file
   * @param interval minimum time between two checks whether it has changed
   */
  public YamlFile(Path path, T absent, Parser<T> parser, Duration interval, LongSupplier nanoTime) {
    this.path = path;
    this.name = Objects.toString(path.getFileName());
    this.absent = absent;
    this.parser = parser;
    this.intervalNanos = interval.toNanos();
    this.nanoTime = nanoTime;
  }

  /** The current state. Checks the file at most once in each interval. */
  public synchronized State<T> now() {
    long time = nanoTime.getAsLong();
    if (state == null || time - looked >= intervalNanos) {
      looked = time;
      look();
    }
    return state;
  }

  private void look() {
    Optional<Version> found = version();
    if (state == null || !found.equals(version)) {
      state = read(state == null ? new State<>(absent, false, Optional.empty()) : state);
      version = found;
    }
  }

  private Optional<Version> version() {
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      return Optional.of(
          new Version(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey()));
    } catch (IOException none) {
      return Optional.empty();
    }
  }

  private State<T> read(State<T> before) {
    try {
      String text = text();
      if (before.good() && saysNothing(text)) {
        // A file may be empty for a moment while it is being saved.
        return broken(before, List.of(name + " is empty."));
      }
      T value = parser.parse(text);
      LOG.log(Level.INFO, "Read {0}", name);
      return new State<>(value, true, Optional.empty());
    } catch (NoSuchFileException none) {
      return before.good()
          ? broken(before, List.of(name + " was deleted."))
          : new State<>(absent, false, Optional.empty());
    } catch (YamlProblem problem) {
      return broken(before, problem.mistakes());
    } catch (IOException unreadable) {
      LOG.log(Level.DEBUG, "Cannot read " + name, unreadable);
      return broken(before, List.of(name + " cannot be read."));
    }
  }

  private static boolean saysNothing(String text) {
    return text.replace("\ufeff", "")
        .lines()
        .allMatch(line -> line.isBlank() || line.stripLeading().startsWith("#"));
  }

  private static <T> State<T> broken(State<T> before, List<String> mistakes) {
    String stays = before.good() ? " The last valid version stays in use." : "";
    LOG.log(Level.WARNING, "{0}" + stays, mistakes);
    return new State<>(
        before.value(), before.good(), Optional.of(String.join("; ", mistakes) + stays));
  }

  private String text() throws IOException, YamlProblem {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(path)) {
      bytes = in.readNBytes(BYTES + 1);
    }
    if (bytes.length > BYTES) {
      throw new YamlProblem(name + " is larger than 1 MiB.");
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notText) {
      throw new YamlProblem(name + " is not UTF-8 text.", notText);
    }
  }
}
