package fairlead.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;

/** A shell that says what it is told, and ends with status 3 at Ctrl-D. */
final class EchoShell implements Command {
  private static final int CONTROL_D = 4;
  private static final int STATUS = 3;

  private InputStream in;
  private OutputStream out;
  private ExitCallback exit;

  @Override
  public void start(ChannelSession channel, Environment environment) {
    Thread echo = new Thread(this::echo, "echo-shell");
    echo.setDaemon(true);
    echo.start();
  }

  private void echo() {
    try {
      int next = in.read();
      while (next >= 0 && next != CONTROL_D) {
        out.write(next);
        out.flush();
        next = in.read();
      }
      exit.onExit(STATUS);
    } catch (IOException e) {
      exit.onExit(1, e.toString());
    }
  }

  @Override
  public void setInputStream(InputStream stream) {
    in = stream;
  }

  @Override
  public void setOutputStream(OutputStream stream) {
    out = stream;
  }

  @Override
  public void setErrorStream(OutputStream stream) {}

  @Override
  public void setExitCallback(ExitCallback callback) {
    exit = callback;
  }

  @Override
  public void destroy(ChannelSession channel) {}
}
