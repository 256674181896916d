package fairlead.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;

/**
 * A shell that takes no input until it is told to listen, and then says what came before Ctrl-C.
 */
public final class DeafShell {
  private static final int CONTROL_C = 3;

  private final CountDownLatch listening = new CountDownLatch(1);

  /** From now on it reads. */
  public void listen() {
    listening.countDown();
  }

  /** What a server starts for a channel. */
  public Command opened() {
    return new Opened();
  }

  private final class Opened extends HostProgram {

    @Override
    public void start(ChannelSession channel, Environment environment) throws IOException {
      say("I do not listen\r\n");
      Thread reader = new Thread(this::read, "deaf-shell");
      reader.setDaemon(true);
      reader.start();
    }

    private void read() {
      try {
        listening.await();
        long before = 0;
        int next = in.read();
        while (next >= 0 && next != CONTROL_C) {
          before++;
          next = in.read();
        }
        say("Ctrl-C after " + before + " bytes\r\n");
        exit.onExit(0);
      } catch (IOException | InterruptedException e) {
        exit.onExit(1, e.toString());
      }
    }

    private void say(String words) throws IOException {
      out.write(words.getBytes(UTF_8));
      out.flush();
    }
  }
}
