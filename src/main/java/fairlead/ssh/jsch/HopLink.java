package fairlead.ssh.jsch;

import com.jcraft.jsch.ChannelDirectTCPIP;
import com.jcraft.jsch.JSchException;
import fairlead.ssh.Link;
import fairlead.ssh.dial.BoundedPipe;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * A connection that a jump host forwards. The hop's session has no other purpose, so it is closed
 * with the link.
 *
 * <p>The hop may send only what the pipe has room for, so that JSch's thread of the hop's session
 * never waits until the next session reads. If it waited, it would read no window adjustments, and
 * a writer that needs one would wait for a reader that waits for that writer.
 */
final class HopLink implements Link {
  private final HostSession hop;
  private final BoundedPipe pipe;
  private final LocalWindow window;
  private final OutputStream output;

  HopLink(HostSession hop, ChannelDirectTCPIP channel, int window)
      throws IOException, JSchException {
    this.hop = hop;
    pipe = new BoundedPipe(window);
    output = channel.getOutputStream();
    // Replaces the pipe that JSch would put between its thread and the reader.
    OutputStream into =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
          }

          @Override
          public void write(byte[] bytes, int offset, int length) throws IOException {
            pipe.put(bytes, offset, length);
          }

          @Override
          public void close() {
            pipe.end();
          }
        };
    this.window = new LocalWindow(hop.session(), channel, window, size -> pipe.free(), into);
  }

  /** Called on the next session's thread, which may wait for the hop. */
  private int read(byte[] bytes, int offset, int length) throws IOException {
    int count = pipe.read(bytes, offset, length);
    window.open(window.claim());
    return count;
  }

  @Override
  public InputStream input() {
    return new FilterInputStream(pipe) {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        return HopLink.this.read(bytes, offset, length);
      }
    };
  }

  @Override
  public OutputStream output() {
    return output;
  }

  @Override
  public void timeout(int millis) {
    pipe.timeout(millis);
  }

  @Override
  public void close() {
    pipe.close();
    hop.close();
  }
}
