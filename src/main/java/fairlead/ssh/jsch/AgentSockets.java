package fairlead.ssh.jsch;

import com.jcraft.jsch.USocketFactory;
import fairlead.telemetry.Log;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Connections to the ssh-agent, one for each request. JSch waits for the reply without a deadline,
 * so each connection is closed after {@code limit}: an agent may be busy, or wait for a person to
 * confirm.
 */
record AgentSockets(ScheduledExecutorService scheduler, Duration limit) implements USocketFactory {
  private static final Log LOG = Log.of(AgentSockets.class);

  @Override
  public SocketChannel connect(Path socket) throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    boolean connected = false;
    try {
      channel.connect(UnixDomainSocketAddress.of(socket));
      Future<?> unused =
          scheduler.schedule(() -> close(channel), limit.toMillis(), TimeUnit.MILLISECONDS);
      connected = true;
      return channel;
    } finally {
      if (!connected) {
        channel.close();
      }
    }
  }

  private static void close(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "Closing a connection to the ssh-agent", e);
    }
  }

  @Override
  public ServerSocketChannel bind(Path socket) {
    throw new UnsupportedOperationException("Fairlead does not act as an ssh-agent");
  }
}
