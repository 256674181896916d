package fairlead.testing;

import java.io.IOException;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.channel.ChannelSession;

/** A shell that says what it is told, and ends with status 3 at a Ctrl-D that comes alone. */
final class EchoShell extends HostProgram {
  private static final int CONTROL_D = 4;
  private static final int STATUS = 3;

  @Override
  public void start(ChannelSession channel, Environment environment) {
    Thread echo = new Thread(this::echo, "echo-shell");
    echo.setDaemon(true);
    echo.start();
  }

  private void echo() {
    try {
      byte[] heard = new byte[32 * 1024];
      int count = in.read(heard);
      while (count >= 0 && heard[count - 1] != CONTROL_D) {
        out.write(heard, 0, count);
        out.flush();
        count = in.read(heard);
      }
      exit.onExit(STATUS);
    } catch (IOException e) {
      exit.onExit(1, e.toString());
    }
  }
}
