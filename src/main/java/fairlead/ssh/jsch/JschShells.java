package fairlead.ssh.jsch;

import com.jcraft.jsch.ChannelShell;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import fairlead.ssh.ConnectRequest;
import fairlead.ssh.Shell;
import fairlead.ssh.ShellOutput;
import fairlead.ssh.Shells;
import fairlead.ssh.Size;
import fairlead.ssh.SshException;
import fairlead.ssh.SshSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;

/** Opens shells with JSch, each on a separate session with separate settings. */
@ApplicationScoped
public class JschShells implements Shells {
  private Connector connector;

  /** For the CDI container. */
  protected JschShells() {}

  @Inject
  JschShells(Connector connector) {
    this.connector = connector;
  }

  @Override
  public Shell open(ConnectRequest request, Size size, ShellOutput output) throws SshException {
    return connector.open(request, output::flush, connected -> start(connected, size, output));
  }

  private Shell start(HostSession connected, Size size, ShellOutput output)
      throws JSchException, IOException {
    SshSettings settings = connector.settings();
    ChannelShell channel = channel(connected.session(), size, settings);
    channel.setAgentForwarding(connected.forwardsAgent());
    JschShell shell =
        new JschShell(
            connected.destination().name(),
            connected.session(),
            channel,
            connected.sockets(),
            output,
            connector.scheduler(),
            connector.threads());
    try {
      // One second longer than the opening's deadline, which fires first and knows what was missed.
      shell.start(settings.window(), (int) settings.channelTimeout().plusSeconds(1).toMillis());
    } catch (JSchException e) {
      ChannelRefusals.ofShell(connected, e).ifPresent(connected.opening()::fail);
      throw e;
    }
    return shell;
  }

  private static ChannelShell channel(Session session, Size size, SshSettings settings)
      throws JSchException {
    ChannelShell channel = (ChannelShell) session.openChannel("shell");
    channel.setTerminalMode(TerminalModes.encoded());
    channel.setPtyType("xterm-256color", size.columns(), size.rows(), 0, 0);
    channel.setEnv("LANG", settings.lang());
    channel.setEnv("COLORTERM", "truecolor");
    return channel;
  }
}
