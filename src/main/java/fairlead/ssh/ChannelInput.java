package fairlead.ssh;

import com.jcraft.jsch.ChannelSftp;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A file being read; its channel ends with it, so that nothing waits for bytes nobody wants. */
final class ChannelInput extends FilterInputStream {
  private final ChannelSftp channel;

  ChannelInput(ChannelSftp channel, InputStream from) {
    super(from);
    this.channel = channel;
  }

  /** JSch answers 0 where the host answered out of turn; that is no answer to a reader. */
  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count;
    do {
      count = super.read(bytes, offset, length);
    } while (count == 0 && length > 0);
    return count;
  }

  // JSch's close would first take all that was asked for.
  @Override
  public void close() {
    channel.disconnect();
  }
}
