package fairlead.ssh.jsch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;

/** A shell that says hello and ends with status 7. */
final class Greeter implements Command {
  private OutputStream out;
  private ExitCallback exit;

  @Override
  public void start(ChannelSession channel, Environment environment) throws IOException {
    out.write("hello".getBytes(UTF_8));
    out.flush();
    exit.onExit(7);
  }

  @Override
  public void setOutputStream(OutputStream stream) {
    out = stream;
  }

  @Override
  public void setExitCallback(ExitCallback callback) {
    exit = callback;
  }

  @Override
  public void setInputStream(InputStream stream) {}

  @Override
  public void setErrorStream(OutputStream stream) {}

  @Override
  public void destroy(ChannelSession channel) {}
}
