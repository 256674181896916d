package fairlead.ssh.jsch;

import com.jcraft.jsch.SocketFactory;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;
import jdk.net.ExtendedSocketOptions;

/**
 * The socket of one session. Measures round trips: SSH answers a keep-alive at once, so the next
 * bytes that arrive after one was sent are its answer, unless the shell happens to write just then
 * (the measure is too short in that case).
 */
final class SessionSocketFactory implements SocketFactory {
  /**
   * A round trip is not measured again within this time, which is longer than the default interval
   * of an idle terminal's keep-alives.
   */
  private static final long FRESH_NANOS = 45_000_000_000L;

  /**
   * Bytes on the wire that may be written to a host that has said nothing since, without a wait:
   * some sixty keys. The smallest send buffer that Linux starts with has 16 KiB.
   */
  private static final int UNHEARD = 6 * 1024;

  /**
   * Bytes of a packet besides its data, at most: header, channel, padding to blocks of 16 bytes and
   * the longest MAC, of 64 bytes (RFC 4253 §6).
   */
  private static final int PACKET = 100;

  private final ConnectDeadlines deadlines;
  private final Runnable quiet;
  private final Duration gather;
  private volatile Socket socket;
  private volatile long askedNanos;
  private volatile double millis = -1;
  private volatile long measuredNanos;
  private final AtomicLong unheard = new AtomicLong();
  private volatile Runnable silence = () -> {};

  /**
   * @param quiet called when all received bytes were handed over, before waiting for more
   * @param gather see {@link CoalescingInputStream}
   */
  SessionSocketFactory(ConnectDeadlines deadlines, Runnable quiet, Duration gather) {
    this.deadlines = deadlines;
    this.quiet = quiet;
    this.gather = gather;
  }

  /** A keep-alive is being sent now. */
  void asked() {
    askedNanos = System.nanoTime();
  }

  /** Called when a packet with this number of bytes of data is being written. */
  void wrote(int length) {
    unheard.addAndGet(PACKET + length);
  }

  /** Whether the socket certainly has room for a packet with this number of bytes of data. */
  boolean takes(int length) {
    return unheard.get() + PACKET + length <= UNHEARD;
  }

  /** Sets what to run whenever the host has been silent for the keep-alive interval. */
  void whenSilent(Runnable work) {
    silence = work;
  }

  /** Whether a round trip was measured lately. */
  boolean fresh() {
    return millis >= 0 && System.nanoTime() - measuredNanos < FRESH_NANOS;
  }

  OptionalDouble roundTripMillis() {
    double last = millis;
    return last < 0 ? OptionalDouble.empty() : OptionalDouble.of(last);
  }

  /** Closes the socket, even while other threads use it. */
  void abort() throws IOException {
    Socket open = socket;
    if (open != null) {
      open.close();
    }
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    Socket dialled = deadlines.dial();
    socket = dialled;
    return dialled;
  }

  @Override
  public InputStream getInputStream(Socket from) throws IOException {
    InputStream timed =
        new FilterInputStream(from.getInputStream()) {
          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            if (deadlines.open()) {
              acknowledgeAtOnce(from);
            }
            try {
              int count = super.read(bytes, offset, length);
              if (deadlines.open()) {
                deadlines.heard(bytes, offset, count);
              }
              heard();
              return count;
            } catch (SocketTimeoutException silent) {
              // JSch's keep-alive follows at once, and its answer measures an idle terminal.
              asked();
              silence.run();
              throw silent;
            }
          }
        };
    return new CoalescingInputStream(timed, quiet, gather);
  }

  private void heard() {
    if (unheard.get() != 0) {
      unheard.set(0);
    }
    long asked = askedNanos;
    if (asked != 0) {
      askedNanos = 0;
      measuredNanos = System.nanoTime();
      millis = (measuredNanos - asked) / 1e6;
    }
  }

  /**
   * SSH servers open a connection with many small packets, each held back until we have
   * acknowledged the one before (Nagle's algorithm); TCP may take 40 ms for that. Linux forgets
   * this option, so it is set again before each read.
   */
  private static void acknowledgeAtOnce(Socket socket) throws IOException {
    if (socket.supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK)) {
      socket.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
    }
  }

  @Override
  public OutputStream getOutputStream(Socket to) throws IOException {
    return to.getOutputStream();
  }
}
