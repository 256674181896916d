package fairlead.ssh;

import java.time.Instant;

/**
 * A file's attributes, as the host reports them.
 *
 * @param size bytes; meaningful only for a regular file
 * @param mode the permission bits, 0 to 07777
 * @param owner the numbers of its account and group, as {@code uid:gid}; empty where the host does
 *     not say
 * @param names how many names it has (hard links); 0 where the host does not say
 */
public record RemoteFile(
    RemotePath path, Kind kind, long size, Instant modified, int mode, String owner, int names) {
  /** The kind of a file. */
  public enum Kind {
    FILE,
    DIRECTORY,
    LINK,
    /** A device, a pipe or a socket: reading it may never end. */
    OTHER
  }
}
