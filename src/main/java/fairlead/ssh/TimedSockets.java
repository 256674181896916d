package fairlead.ssh;

import com.jcraft.jsch.SocketFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.OptionalDouble;

/**
 * The socket of one session. Measures round trips: SSH answers a keep-alive at once, so the next
 * bytes that arrive after one was sent are its answer, unless the shell happens to write just then
 * (the measure is too short in that case).
 */
final class TimedSockets implements SocketFactory {
  private final Opening opening;
  private final ShellOutput output;
  private volatile Socket socket;
  private volatile long askedNanos;
  private volatile double millis = -1;

  TimedSockets(Opening opening, ShellOutput output) {
    this.opening = opening;
    this.output = output;
  }

  /** A keep-alive is being sent now. */
  void asked() {
    askedNanos = System.nanoTime();
  }

  OptionalDouble roundTripMillis() {
    double last = millis;
    return last < 0 ? OptionalDouble.empty() : OptionalDouble.of(last);
  }

  /** Breaks the connection, whoever is using it. */
  void abort() throws IOException {
    Socket open = socket;
    if (open != null) {
      open.close();
    }
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    Socket dialled = opening.dial();
    socket = dialled;
    return dialled;
  }

  @Override
  public InputStream getInputStream(Socket from) throws IOException {
    return new HostInput(from, from.getInputStream(), this, output);
  }

  /** Whether the shell is still being opened. */
  boolean opening() {
    return opening.open();
  }

  /** Bytes have arrived. */
  void heard() {
    long asked = askedNanos;
    if (asked != 0) {
      askedNanos = 0;
      millis = (System.nanoTime() - asked) / 1e6;
    }
  }

  @Override
  public OutputStream getOutputStream(Socket to) throws IOException {
    return to.getOutputStream();
  }
}
