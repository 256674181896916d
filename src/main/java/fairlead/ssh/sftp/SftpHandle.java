package fairlead.ssh.sftp;

import fairlead.ssh.FileException;
import fairlead.ssh.RemotePath;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

/**
 * A file or directory that a host has open.
 *
 * @param name the handle that the host gave it, one {@code char} for each byte
 */
record SftpHandle(SftpChannel channel, String name) implements AutoCloseable {
  static final int READ = 1;
  static final int WRITE = 2;
  static final int CREATE = 8;
  static final int TRUNCATE = 16;
  static final int EXCLUSIVE = 32;

  private static final int OPEN = 3;
  private static final int CLOSE = 4;

  static SftpHandle of(SftpChannel channel, SftpChannel.Request open) throws FileException {
    SftpReply reply = SftpStatus.expect(channel, open, SftpStatus.HANDLE);
    try {
      return new SftpHandle(channel, reply.string());
    } catch (SftpReply.MalformedException e) {
      throw channel.malformed(e);
    }
  }

  /**
   * Opens a file.
   *
   * @param how {@link #READ} and so on
   * @param mode the permission bits of a file that is created
   */
  static SftpHandle ofFile(SftpChannel channel, RemotePath file, int how, OptionalInt mode)
      throws FileException {
    SftpChannel.Request request = channel.request(OPEN);
    request.packet().string(file.bytes()).uint32(how);
    if (mode.isPresent()) {
      SftpAttributes.permissions(request.packet(), mode.getAsInt());
    } else {
      SftpAttributes.none(request.packet());
    }
    return of(channel, request);
  }

  /** A request with this handle. */
  SftpChannel.Request request(int type) {
    SftpChannel.Request request = channel.request(type);
    request.packet().string(name);
    return request;
  }

  /** Closes it and waits for the reply: some file systems report a full disk only then. */
  void closeWhole() throws FileException {
    SftpStatus.expectDone(channel, request(CLOSE));
  }

  /** Does not wait for the reply, which tells nothing of what was read. */
  @Override
  public void close() throws FileException {
    if (channel.open()) {
      CompletableFuture<SftpReply> unused = channel.ask(request(CLOSE));
    }
  }
}
