package fairlead.ssh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;

/**
 * The {@code known_hosts} that was read last, for as long as its file is the same: a terminal keeps
 * what it was checked against for as long as its connection lives, and a thousand copies of a
 * company's list would be most of the heap.
 */
final class KnownHostsCache {
  /**
   * A file may change twice within one tick of its clock, and keep its size: what was changed less
   * than this ago may change again and show the same time.
   */
  static final Duration RACY = Duration.ofSeconds(2);

  private static volatile Entry last;

  private KnownHostsCache() {}

  /** The same file, as far as it can be told without reading it. */
  private record Stamp(Path file, Object key, FileTime modified, long size) {
    static Stamp of(Path file) throws IOException {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return new Stamp(file, now.fileKey(), now.lastModifiedTime(), now.size());
    }

    boolean settled() {
      return modified.toInstant().isBefore(Instant.now().minus(RACY));
    }
  }

  private record Entry(Stamp stamp, KnownHosts hosts) {}

  /** What is in the file now. */
  static KnownHosts read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return KnownHosts.read(file);
    }
    // Taken before the file is read: what changes meanwhile is read again the next time.
    Stamp stamp = Stamp.of(file);
    Entry kept = last;
    if (kept != null && kept.stamp.equals(stamp)) {
      return kept.hosts;
    }
    KnownHosts hosts = KnownHosts.read(file);
    if (stamp.settled()) {
      last = new Entry(stamp, hosts);
    }
    return hosts;
  }
}
