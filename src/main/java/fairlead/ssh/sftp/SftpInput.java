package fairlead.ssh.sftp;

import fairlead.ssh.FileException;
import fairlead.ssh.TransferSizes;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

/**
 * Reads a file to its actual end: the reported size may be wrong, and may change. Requests some
 * blocks ahead, but only when the caller reads.
 */
final class SftpInput extends InputStream {
  private static final int READ = 5;

  private record Block(long offset, int length, CompletableFuture<SftpReply> reply) {}

  private final SftpChannel channel;
  private final SftpHandle handle;
  private final Deque<Block> ahead = new ArrayDeque<>();
  private long next;
  private int most = 2;
  private int blockLength = TransferSizes.BLOCK;
  private SftpReply.Slice data;
  private int taken;
  private boolean ended;
  private volatile boolean closed;

  SftpInput(SftpChannel channel, SftpHandle handle, long offset) {
    this.channel = channel;
    this.handle = handle;
    this.next = offset;
  }

  @Override
  public int read() throws FileException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws FileException {
    if (length == 0) {
      return 0;
    }
    while (!ended && (data == null || taken == data.length())) {
      fetch();
    }
    if (ended) {
      return -1;
    }
    int count = Math.min(length, data.length() - taken);
    System.arraycopy(data.bytes(), data.offset() + taken, bytes, offset, count);
    taken += count;
    return count;
  }

  private void fetch() throws FileException {
    if (closed) {
      throw new FileException(FileException.Reason.FAILED, "The transfer was cancelled.");
    }
    while (ahead.size() < most) {
      ahead.add(ask(next, blockLength));
      next += blockLength;
    }
    Block block = ahead.remove();
    SftpReply reply = channel.await(block.reply());
    if (SftpStatus.isEnd(channel, reply)) {
      ended = true;
      return;
    }
    try {
      data = reply.data();
    } catch (SftpReply.MalformedException e) {
      throw channel.malformed(e);
    }
    taken = 0;
    int length = data.length();
    if (length == 0 || length > block.length()) {
      throw channel.malformed(new SftpReply.MalformedException());
    }
    if (length < block.length()) {
      // The rest of this block comes before the blocks requested after it. A server that returns
      // less than requested is asked for that length from now on; otherwise each block would need a
      // second request.
      blockLength = length;
      ahead.addFirst(ask(block.offset() + length, block.length() - length));
    } else {
      most = Math.min(TransferSizes.READ_AHEAD, most + 1);
    }
  }

  private Block ask(long offset, int length) throws FileException {
    SftpChannel.Request request = handle.request(READ);
    request.packet().uint64(offset).uint32(length);
    return new Block(offset, length, channel.ask(request));
  }

  /** May be called by another thread: the next read fails then. */
  @Override
  public void close() throws FileException {
    boolean first;
    synchronized (this) {
      first = !closed;
      closed = true;
    }
    if (first) {
      handle.close();
    }
  }
}
