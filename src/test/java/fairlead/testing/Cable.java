package fairlead.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** What is between a browser and its server, and can be unplugged. */
public final class Cable implements AutoCloseable {
  private final ServerSocket entry;
  private final int target;
  private final List<Socket> sockets = new ArrayList<>();
  private boolean plugged = true;
  private volatile boolean silent;
  private long left = Long.MAX_VALUE;

  private Cable(ServerSocket entry, int target) {
    this.entry = entry;
    this.target = target;
  }

  /** Makes a port of this machine that leads to another one. */
  public static Cable to(int target) throws IOException {
    Cable cable = new Cable(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target);
    daemon(cable::accept);
    return cable;
  }

  public int port() {
    return entry.getLocalPort();
  }

  /** Cuts every connection and lets no new one through. */
  public synchronized void unplug() {
    plugged = false;
    left = Long.MAX_VALUE;
    sockets.forEach(Cable::closeQuietly);
    sockets.clear();
  }

  /**
   * From now on nothing arrives, in either direction, and nobody is told: what a machine that has
   * lost its power looks like. Ends are carried on.
   */
  public void silence() {
    silent = true;
  }

  /** What comes from now on arrives again; what was lost is lost. */
  public void speak() {
    silent = false;
  }

  /**
   * Unplugs itself as soon as the server has sent that many more bytes; those after them are lost.
   */
  public synchronized void unplugAfter(long bytes) {
    left = bytes;
  }

  public synchronized void plug() {
    plugged = true;
  }

  public synchronized boolean plugged() {
    return plugged;
  }

  @Override
  public void close() throws IOException {
    entry.close();
    unplug();
  }

  private void accept() {
    while (!entry.isClosed()) {
      try {
        connect(entry.accept());
      } catch (IOException e) {
        if (!entry.isClosed()) {
          throw new java.io.UncheckedIOException(e);
        }
      }
    }
  }

  private void connect(Socket browser) throws IOException {
    Socket server = new Socket();
    synchronized (this) {
      if (!plugged) {
        closeQuietly(browser);
        return;
      }
      sockets.add(browser);
      sockets.add(server);
    }
    server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
    browser.setTcpNoDelay(true);
    server.setTcpNoDelay(true);
    daemon(() -> carry(browser, server, false));
    daemon(() -> carry(server, browser, true));
  }

  private void carry(Socket from, Socket to, boolean counted) {
    byte[] buffer = new byte[8192];
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      int read = in.read(buffer);
      while (read >= 0) {
        int passing = counted ? passing(read) : read;
        if (!silent) {
          out.write(buffer, 0, passing);
        }
        if (passing < read) {
          unplug();
          return;
        }
        read = in.read(buffer);
      }
    } catch (IOException cut) {
      closeQuietly(from);
      closeQuietly(to);
    }
  }

  private synchronized int passing(int read) {
    int passing = (int) Math.min(read, left);
    if (left != Long.MAX_VALUE) {
      left -= passing;
    }
    return passing;
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is cut already: what was wanted.
      return;
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "cable");
    thread.setDaemon(true);
    thread.start();
  }
}
