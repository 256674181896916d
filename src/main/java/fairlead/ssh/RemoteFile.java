package fairlead.ssh;

import java.time.Instant;

/**
 * What a host says of a file.
 *
 * @param size bytes; of little use for anything but a regular file
 * @param mode the permission bits, 0 to 07777
 * @param owner numbers of the account and the group that it belongs to, as {@code uid:gid}
 * @param names how many names it has (hard links); 0 where the host does not say
 */
public record RemoteFile(
    RemotePath path, Kind kind, long size, Instant modified, int mode, String owner, int names) {
  /** What it is. */
  public enum Kind {
    FILE,
    DIRECTORY,
    LINK,
    /** A device, a pipe or a socket: reading it may never end. */
    OTHER
  }
}
