package fairlead.ssh;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.LongPredicate;

/**
 * Files on a host over SFTP, on an SSH session of its own: a terminal never feels a transfer. Safe
 * for several threads; each stream is for one. Everything may wait for the host, which has {@code
 * fairlead.ssh.reply-timeout} to answer; streams fail with a {@link FileException}.
 */
public interface FileSession extends AutoCloseable {
  /**
   * How far a stream writes ahead of the oldest byte that the host has not confirmed, in bytes. A
   * file whose writing failed or was interrupted may have a gap this far before its end.
   */
  long UNCONFIRMED_MOST = 512 << 10;

  /** Where a login begins. */
  RemotePath home();

  /**
   * The path that a typed one means: from the home directory on, with {@code ..} resolved as the
   * host does it.
   */
  RemotePath resolve(String typed) throws FileException;

  /**
   * What is in a directory.
   *
   * @param most files
   * @param room asked whether there is room for an entry with a path of this many bytes; the first
   *     that has none ends the listing
   */
  FileListing list(RemotePath directory, int most, LongPredicate room) throws FileException;

  /** Follows links. */
  RemoteFile stat(RemotePath path) throws FileException;

  /** Does not follow them. */
  RemoteFile lstat(RemotePath path) throws FileException;

  /** What has this name, links not followed; empty when nothing has. */
  default Optional<RemoteFile> find(RemotePath path) throws FileException {
    try {
      return Optional.of(lstat(path));
    } catch (FileException e) {
      if (e.reason() == FileException.Reason.NO_SUCH_FILE) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * How many names a file has (hard links).
   *
   * @return 0 where the host does not say
   */
  int names(RemotePath file) throws FileException;

  /**
   * The file's bytes, to wherever it ends.
   *
   * @param offset where to begin, in bytes
   */
  InputStream read(RemotePath file, long offset) throws FileException;

  /**
   * Takes bytes for a file that must not exist yet, also not as a link; the host has confirmed them
   * all once {@code flush} has returned, and they are all there once {@code close} has.
   *
   * @param mode the permission bits from the beginning on; empty for what is usual on the host
   */
  OutputStream create(RemotePath file, OptionalInt mode) throws FileException;

  /**
   * The same for a file that exists.
   *
   * @param offset where they go, in bytes, whatever the file holds there
   */
  OutputStream write(RemotePath file, long offset) throws FileException;

  /**
   * Copies a file's bytes into another, whose links, owner and permissions stay.
   *
   * @param begun run when what the other one held is gone
   */
  void copy(RemotePath from, RemotePath into, Runnable begun) throws FileException;

  /**
   * How many bytes this account may still write to the file system that holds a file.
   *
   * @return empty where the host does not say
   */
  OptionalLong room(RemotePath file) throws FileException;

  /** Fails when there is something of that name. */
  void rename(RemotePath from, RemotePath to) throws FileException;

  /** In the place of what is there, in one step where the host can. */
  void replace(RemotePath from, RemotePath to) throws FileException;

  void remove(RemotePath file) throws FileException;

  /** Removes a directory that is empty. */
  void removeDirectory(RemotePath directory) throws FileException;

  void makeDirectory(RemotePath directory) throws FileException;

  /**
   * Sets permissions.
   *
   * @param mode the permission bits, 0 to 07777
   */
  void mode(RemotePath file, int mode) throws FileException;

  /** Whether the connection still stands. */
  boolean open();

  /** Why it does not, for the person; empty when it does. */
  Optional<String> trouble();

  /** Ends whatever goes on. */
  @Override
  void close();
}
