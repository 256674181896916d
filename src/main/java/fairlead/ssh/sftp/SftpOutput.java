package fairlead.ssh.sftp;

import fairlead.ssh.FileException;
import fairlead.ssh.TransferSizes;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

/** Writes a file. Several blocks may be sent before the host has confirmed the first. */
final class SftpOutput extends OutputStream {
  private static final int WRITE = 6;

  private final SftpChannel channel;
  private final SftpHandle handle;
  private final Deque<CompletableFuture<SftpReply>> ahead = new ArrayDeque<>();
  private long next;
  private FileException failure;
  private boolean closed;

  SftpOutput(SftpChannel channel, SftpHandle handle, long offset) {
    this.channel = channel;
    this.handle = handle;
    this.next = offset;
  }

  @Override
  public void write(int one) throws FileException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws FileException {
    for (int at = 0; at < length; at += TransferSizes.BLOCK) {
      int count = Math.min(TransferSizes.BLOCK, length - at);
      if (ahead.size() >= TransferSizes.WRITE_AHEAD) {
        confirm();
      }
      mustBeWhole();
      SftpChannel.Request request = handle.request(WRITE);
      request.packet().uint64(next).string(bytes, offset + at, count);
      ahead.add(channel.ask(request));
      next += count;
    }
  }

  /** Keeps the first failure: blocks after it may have been written, but behind a gap. */
  private void confirm() {
    try {
      SftpStatus.done(channel, channel.await(ahead.remove()));
    } catch (FileException e) {
      if (failure == null) {
        failure = e;
      }
    }
  }

  private void mustBeWhole() throws FileException {
    if (failure != null) {
      throw new FileException(failure.reason(), failure.getMessage(), failure);
    }
  }

  /** Returns once the host has confirmed every byte. */
  @Override
  public void flush() throws FileException {
    while (!ahead.isEmpty()) {
      confirm();
    }
    mustBeWhole();
  }

  /** Flushes, then closes the file. */
  @Override
  public void close() throws FileException {
    if (closed) {
      return;
    }
    closed = true;
    try {
      flush();
      handle.closeWhole();
    } catch (FileException e) {
      if (e.reason() != FileException.Reason.LOST) {
        handle.close();
      }
      throw e;
    }
  }
}
