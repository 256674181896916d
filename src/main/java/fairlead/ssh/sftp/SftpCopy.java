package fairlead.ssh.sftp;

import fairlead.ssh.FileException;
import fairlead.ssh.RemotePath;
import fairlead.ssh.TransferSizes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.OptionalInt;

/**
 * Copies one file of a host into another: on the host where it supports the extension {@code
 * copy-data}, otherwise through this server.
 */
final class SftpCopy {
  private static final String EXTENSION = "copy-data";
  private static final int INTO = SftpHandle.WRITE | SftpHandle.CREATE | SftpHandle.TRUNCATE;

  /** Bytes copied by one request, whose reply must come in time. */
  private static final long COPIED_AT_ONCE = 8 << 20;

  private final SftpChannel channel;
  private final RemotePath from;
  private final RemotePath into;
  private final Runnable begun;

  /**
   * @param begun run once the previous content of {@code into} is gone
   */
  SftpCopy(SftpChannel channel, RemotePath from, RemotePath into, Runnable begun) {
    this.channel = channel;
    this.from = from;
    this.into = into;
    this.begun = begun;
  }

  /**
   * @param size of {@code from}, in bytes
   */
  void run(long size) throws FileException {
    if (channel.has(EXTENSION, "1")) {
      atHost(size);
    } else {
      throughThisServer();
    }
  }

  private void atHost(long size) throws FileException {
    try (SftpHandle source = open(from, SftpHandle.READ)) {
      SftpHandle target = open(into, INTO);
      boolean copied = false;
      try {
        begun.run();
        for (long at = 0; at < size; at += COPIED_AT_ONCE) {
          copy(source, target, at, Math.min(COPIED_AT_ONCE, size - at));
        }
        copied = true;
      } finally {
        if (!copied) {
          target.close();
        }
      }
      target.closeWhole();
    }
  }

  private void copy(SftpHandle source, SftpHandle target, long at, long count)
      throws FileException {
    SftpChannel.Request request = channel.extended(EXTENSION);
    request.packet().string(source.name()).uint64(at).uint64(count);
    request.packet().string(target.name()).uint64(at);
    SftpStatus.expectDone(channel, request);
  }

  private void throughThisServer() throws FileException {
    try (InputStream in = new SftpInput(channel, open(from, SftpHandle.READ), 0);
        OutputStream to = new SftpOutput(channel, open(into, INTO), 0)) {
      begun.run();
      byte[] buffer = new byte[TransferSizes.LARGE_BUFFER];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        to.write(buffer, 0, count);
      }
    } catch (FileException e) {
      throw e;
    } catch (IOException e) {
      throw new FileException(
          FileException.Reason.FAILED, channel.host() + " could not write the file.", e);
    }
  }

  private SftpHandle open(RemotePath file, int how) throws FileException {
    return SftpHandle.ofFile(channel, file, how, OptionalInt.empty());
  }
}
