package fairlead.ssh.jsch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;

/**
 * Keeps the {@code known_hosts} that was read last until the file changes. A terminal refers to its
 * list for as long as its connection is open, and a thousand copies of a company's list would fill
 * most of the heap.
 */
final class KnownHostsCache {
  /**
   * A file is cached only if it was last changed longer ago than this. It may change twice within
   * one tick of the file system's clock and keep its size, and would then look unchanged.
   */
  static final Duration RACY = Duration.ofSeconds(2);

  private static volatile Entry last;

  private KnownHostsCache() {}

  /** Identifies a version of the file without reading it. */
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
    // Taken before the file is read, so that the next call notices a change during the read.
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
