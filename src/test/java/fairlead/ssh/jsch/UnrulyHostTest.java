package fairlead.ssh.jsch;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.ssh.Exit;
import fairlead.ssh.HostKeyPolicy;
import fairlead.ssh.Shell;
import fairlead.ssh.ShellOutput;
import fairlead.ssh.login.Password;
import fairlead.testing.HostProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A host that sends more than its window (RFC 4254 §5.2), which no real one does. */
@Timeout(60)
class UnrulyHostTest {
  private static final int WINDOW = 256 * 1024;

  @TempDir private Path directory;

  @Test
  void whoSendsMoreThanTheWindowIsDisconnected() throws Exception {
    SshServer server = SshServer.setUpDefaultServer();
    server.setHost("127.0.0.1");
    server.setKeyPairProvider(new SimpleGeneratorHostKeyProvider(directory.resolve("key")));
    server.setPasswordAuthenticator((user, password, session) -> true);
    server.setShellFactory(channel -> new Flooding());
    server.start();
    Opener opener = new Opener(directory);
    opener.person().answers("any");
    AtomicLong count = new AtomicLong();
    Received end = new Received();
    Shell shell =
        opener.open(
            HostKeyPolicy.ACCEPT_NEW, server.getPort(), new Full(count, end), new Password());
    try {
      assertInstanceOf(Exit.Lost.class, end.end());
      assertTrue(count.get() <= WINDOW, count + " bytes were taken");
    } finally {
      shell.close();
      opener.close();
      server.stop(true);
    }
  }

  /** Has no room for anything but the first window. */
  private record Full(AtomicLong count, Received end) implements ShellOutput {
    @Override
    public void bytes(byte[] buffer, int offset, int length) {
      count.addAndGet(length);
    }

    @Override
    public int room(int window) {
      return 0;
    }

    @Override
    public void flush() {}

    @Override
    public void ended(Exit exit) {
      end.ended(exit);
    }
  }

  /** Takes its window for an endless one. */
  private static final class Flooding extends HostProgram {

    @Override
    public void start(ChannelSession channel, Environment environment) {
      Thread flood =
          new Thread(
              () -> {
                try {
                  byte[] some = new byte[16 * 1024];
                  while (true) {
                    channel.getRemoteWindow().expand(some.length);
                    out.write(some);
                    out.flush();
                  }
                } catch (IOException disconnected) {
                  // As expected.
                }
              });
      flood.setDaemon(true);
      flood.start();
    }
  }
}
