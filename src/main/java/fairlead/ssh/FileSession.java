package fairlead.ssh;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/**
 * Files on a host over SFTP, on an SSH session of its own: a terminal never feels a transfer. Safe
 * for several threads; each stream is for one. Everything may wait for the host.
 */
public interface FileSession extends AutoCloseable {
  /** Where a login begins. */
  RemotePath home();

  /**
   * What is in a directory.
   *
   * @throws FileException {@link FileException.Reason#CONFLICT} when there are more than {@code
   *     most}
   */
  List<RemoteFile> list(RemotePath directory, int most) throws FileException;

  /** Follows links. */
  RemoteFile stat(RemotePath path) throws FileException;

  /**
   * The file's bytes. Close it: it holds a channel.
   *
   * @param offset where to begin, in bytes
   */
  InputStream read(RemotePath file, long offset) throws FileException;

  /**
   * Takes bytes for a file; they are all there once {@code close} has returned.
   *
   * @param offset where they go, in bytes, whatever the file holds there; 0 empties it first
   */
  OutputStream write(RemotePath file, long offset) throws FileException;

  /** In the place of what is there, in one step where the host can. */
  void rename(RemotePath from, RemotePath to) throws FileException;

  void remove(RemotePath file) throws FileException;

  void makeDirectory(RemotePath directory) throws FileException;

  /**
   * Sets permissions.
   *
   * @param mode the permission bits, 0 to 07777
   */
  void mode(RemotePath file, int mode) throws FileException;

  /** Whether the connection still stands. */
  boolean open();

  /** Ends whatever goes on. */
  @Override
  void close();
}
