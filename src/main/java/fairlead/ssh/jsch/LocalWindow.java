package fairlead.ssh.jsch;

import com.jcraft.jsch.Channel;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import fairlead.ssh.FlowControl;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.IntUnaryOperator;

/**
 * Receives the data of one channel and sets its window (RFC 4254 §5.2): the host may send as much
 * as the receiver has room for.
 *
 * <p>JSch opens the window again after every write that returns. A receiver without room would have
 * to wait there, on the thread that also answers the host's keep-alives, exchanges keys and takes
 * the window adjustments for input (docs/decisions/0011).
 */
final class LocalWindow extends FilterOutputStream {
  private final Session session;
  private final Channel channel;
  private final int size;
  private final IntUnaryOperator room;
  private int granted;

  /**
   * Takes over the channel's output. Call it before the channel is connected.
   *
   * @param size bytes that the host may send at once
   * @param room given that size, returns how much of it the host may use now
   * @param to receives the data, without waiting
   */
  LocalWindow(Session session, Channel channel, int size, IntUnaryOperator room, OutputStream to)
      throws JSchException {
    super(to);
    this.session = session;
    this.channel = channel;
    this.size = size;
    this.room = room;
    granted = size;
    channel.setLocalWindowSizeMax(size);
    channel.setOutputStream(this);
    // A shell with a pty sends no extended data, but what a host sends anyway uses up the window.
    channel.setExtOutputStream(this);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  /**
   * Called on the session's thread.
   *
   * @throws IOException when the host sends more than it may, which ends the channel
   */
  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    JschInternals.leaveWindow(channel);
    check(length);
    out.write(bytes, offset, length);
    took(length);
    open(claim());
  }

  private synchronized void check(int length) throws IOException {
    if (length > granted) {
      throw new IOException(
          "The host sent " + length + " bytes into a window of " + granted + " bytes");
    }
  }

  private synchronized void took(int length) {
    granted -= length;
  }

  /**
   * Claims the bytes by which to {@link #open} the window now; 0 while they are less than {@link
   * FlowControl#grant}. The bytes under way and those not taken yet never exceed the room.
   */
  synchronized int claim() {
    int more = Math.min(size, room.applyAsInt(size)) - granted;
    if (more < FlowControl.grant(size)) {
      return 0;
    }
    granted += more;
    return more;
  }

  /** Takes back a claim that could not be used to {@link #open} the window. */
  synchronized void unclaim(int claimed) {
    granted -= claimed;
  }

  /** Lets the host send what was claimed. Waits while the host reads nothing. */
  void open(int claimed) throws IOException {
    // After the close, the host no longer knows the channel.
    if (claimed > 0 && !channel.isClosed()) {
      JschInternals.openWindow(session, channel, claimed);
    }
  }
}
