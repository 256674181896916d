package fairlead.ssh;

import com.jcraft.jsch.ChannelDirectTCPIP;
import com.jcraft.jsch.JSchException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * What a jump host forwards. Its session has no other purpose, so it is closed with the link.
 *
 * <p>JSch's thread of the hop's session should never have to wait for the next session to be read:
 * while it waits, it reads no window adjustments either, and a writer that needs one would wait for
 * a reader that waits for that writer. What is under way is bounded by the next session's own
 * window, and twice that holds its packets, too. Only a host that ignores its window makes this one
 * wait.
 */
final class HopLink implements Link {
  private final Connected hop;
  private final Inflow inflow;
  private final OutputStream output;

  HopLink(Connected hop, ChannelDirectTCPIP channel, int window) throws IOException, JSchException {
    this.hop = hop;
    inflow = new Inflow(2 * window);
    output = channel.getOutputStream();
    channel.setLocalWindowSizeMax(window);
    // Not the pipe that JSch would put between its thread and who reads.
    channel.setOutputStream(
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            inflow.put(new byte[] {(byte) b}, 0, 1);
          }

          @Override
          public void write(byte[] bytes, int offset, int length) throws IOException {
            inflow.put(bytes, offset, length);
          }

          @Override
          public void close() {
            inflow.end();
          }
        });
  }

  @Override
  public InputStream input() {
    return inflow;
  }

  @Override
  public OutputStream output() {
    return output;
  }

  @Override
  public void timeout(int millis) {
    inflow.timeout(millis);
  }

  @Override
  public void close() {
    inflow.close();
    hop.close();
  }
}
