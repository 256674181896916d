package fairlead.ssh;

import java.time.Instant;

/**
 * What a host says of a file.
 *
 * @param size bytes; of little use for anything but a regular file
 * @param mode the permission bits, 0 to 07777
 */
public record RemoteFile(RemotePath path, Kind kind, long size, Instant modified, int mode) {
  /** What it is. */
  public enum Kind {
    FILE,
    DIRECTORY,
    LINK,
    /** A device, a pipe or a socket: reading it may never end. */
    OTHER
  }
}
