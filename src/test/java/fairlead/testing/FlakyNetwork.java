package fairlead.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A port that leads to another one over a network that delays, splits, merges, stalls and cuts, at
 * random from a seed. TCP's own promise holds: until the cut, bytes arrive whole and in order.
 */
public final class FlakyNetwork implements AutoCloseable {
  /** A connection lasts this many milliseconds at most before it is cut. */
  private static final int LIFE = 2_500;

  private final ServerSocket entry;
  private final int target;
  private final long seed;
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger cuts = new AtomicInteger();

  private FlakyNetwork(ServerSocket entry, int target, long seed) {
    this.entry = entry;
    this.target = target;
    this.seed = seed;
  }

  public static FlakyNetwork to(int target, long seed) throws IOException {
    FlakyNetwork network =
        new FlakyNetwork(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target, seed);
    network.daemon(network::accept);
    return network;
  }

  public int port() {
    return entry.getLocalPort();
  }

  /** Connections that were cut so far. */
  public int cuts() {
    return cuts.get();
  }

  @Override
  public void close() throws IOException {
    entry.close();
  }

  private void accept() {
    while (!entry.isClosed()) {
      try {
        Socket near = entry.accept();
        Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
        near.setTcpNoDelay(true);
        far.setTcpNoDelay(true);
        long one = seed * 1_000 + connections.incrementAndGet();
        daemon(() -> carry(near, far, new Random(one)));
        daemon(() -> carry(far, near, new Random(-one)));
        daemon(() -> cut(near, far, new Random(one + 500)));
      } catch (IOException e) {
        if (!entry.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void carry(Socket from, Socket to, Random random) {
    byte[] buffer = new byte[64 * 1024];
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      int read = in.read(buffer, 0, 1 + random.nextInt(buffer.length));
      while (read >= 0) {
        int trouble = random.nextInt(1_000);
        if (trouble < 5) {
          TimeUnit.MILLISECONDS.sleep(random.nextInt(800));
        } else if (trouble < 300) {
          // While we wait, what comes gathers and goes on as one.
          TimeUnit.MILLISECONDS.sleep(random.nextInt(8));
        }
        int split = random.nextInt(read + 1);
        out.write(buffer, 0, split);
        out.flush();
        out.write(buffer, split, read - split);
        read = in.read(buffer, 0, 1 + random.nextInt(buffer.length));
      }
    } catch (IOException | InterruptedException over) {
      close(from);
      close(to);
    }
  }

  private void cut(Socket near, Socket far, Random random) {
    try {
      TimeUnit.MILLISECONDS.sleep(50 + random.nextInt(LIFE));
      if (random.nextBoolean()) {
        // Half of the cuts are a reset, half a plain end in the middle of a frame.
        near.setSoLinger(true, 0);
        far.setSoLinger(true, 0);
      }
      if (!near.isClosed()) {
        cuts.incrementAndGet();
      }
    } catch (SocketException closed) {
      // Its ends were done with it before its time came.
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    close(near);
    close(far);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void daemon(Runnable work) {
    Thread thread = new Thread(work, "flaky-network");
    thread.setDaemon(true);
    thread.start();
  }
}
