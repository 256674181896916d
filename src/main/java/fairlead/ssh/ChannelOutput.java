package fairlead.ssh;

import com.jcraft.jsch.ChannelSftp;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** A file being written; its channel ends with it. */
final class ChannelOutput extends FilterOutputStream {
  private final ChannelSftp channel;

  ChannelOutput(ChannelSftp channel, OutputStream to) {
    super(to);
    this.channel = channel;
  }

  // FilterOutputStream would write byte by byte.
  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    out.write(bytes, offset, length);
  }

  /** Returns once the host has confirmed every byte. */
  @Override
  public void close() throws IOException {
    try {
      out.close();
    } finally {
      channel.disconnect();
    }
  }
}
