package fairlead.ssh;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.LongPredicate;

/**
 * A host's files over SFTP, on a separate SSH session, so that transfers do not slow a terminal.
 * Thread-safe; each stream is for one thread. Every operation may wait for the host, which must
 * reply within {@code fairlead.ssh.reply-timeout}. Streams fail with a {@link FileException}.
 */
public interface FileSession extends AutoCloseable {
  /**
   * How far a stream writes ahead of the oldest byte that the host has not confirmed, in bytes. A
   * file whose writing failed or was interrupted may have a gap this far before its end.
   */
  long UNCONFIRMED_MOST = 512 << 10;

  /** The directory in which a login begins. */
  RemotePath home();

  /** Resolves a typed path, relative to the home directory; the host resolves {@code ..}. */
  RemotePath resolve(String typed) throws FileException;

  /**
   * Lists a directory.
   *
   * @param most largest number of files
   * @param room whether there is room for an entry with a path of this many bytes; the first
   *     without room ends the listing
   */
  FileListing list(RemotePath directory, int most, LongPredicate room) throws FileException;

  /** Follows links. */
  RemoteFile stat(RemotePath path) throws FileException;

  /** Does not follow links. */
  RemoteFile lstat(RemotePath path) throws FileException;

  /** The file with this path, without following links; empty when there is none. */
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
   * Reads a file to its actual end, which may differ from the reported size.
   *
   * @param offset where to begin, in bytes
   */
  InputStream read(RemotePath file, long offset) throws FileException;

  /**
   * Creates a file and writes to it. It must not exist yet, not even as a link. When {@code flush}
   * returns, the host has confirmed all bytes; when {@code close} returns, the file is complete.
   *
   * @param mode the permission bits to create it with; empty for the host's default
   */
  OutputStream create(RemotePath file, OptionalInt mode) throws FileException;

  /**
   * Writes to an existing file, otherwise like {@link #create}.
   *
   * @param offset where to begin, in bytes; what the file holds there is overwritten
   */
  OutputStream write(RemotePath file, long offset) throws FileException;

  /**
   * Copies a file's bytes into another file, which keeps its links, owner and permissions.
   *
   * @param begun run once the other file's previous content is gone
   */
  void copy(RemotePath from, RemotePath into, Runnable begun) throws FileException;

  /**
   * How many bytes this account may still write to the file system that holds a file.
   *
   * @return empty where the host does not say
   */
  OptionalLong room(RemotePath file) throws FileException;

  /** Fails when the new name is taken. */
  void rename(RemotePath from, RemotePath to) throws FileException;

  /** Renames a file over an existing one, atomically where the host supports it. */
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

  /** Whether the connection is open. */
  boolean open();

  /** Why the connection is closed, for the person; empty while it is open. */
  Optional<String> trouble();

  /** Closes the session and ends its transfers. */
  @Override
  void close();
}
