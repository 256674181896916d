package fairlead.ssh.jsch;

import com.jcraft.jsch.JSchException;
import fairlead.ssh.ConnectRequest;
import fairlead.ssh.FileException;
import fairlead.ssh.FileSession;
import fairlead.ssh.FileSessions;
import fairlead.ssh.SshException;
import fairlead.ssh.SshSettings;
import fairlead.ssh.sftp.SftpChannel;
import fairlead.ssh.sftp.SftpFileSession;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;

/** Opens file sessions with JSch, each on a separate session. */
@ApplicationScoped
public class JschFileSessions implements FileSessions {
  private Connector connector;

  /** For the CDI container. */
  protected JschFileSessions() {}

  @Inject
  JschFileSessions(Connector connector) {
    this.connector = connector;
  }

  @Override
  public FileSession open(ConnectRequest request) throws SshException {
    return connector.open(request, () -> {}, this::begin);
  }

  private FileSession begin(HostSession connected) throws IOException {
    SshSettings settings = connector.settings();
    SftpChannel channel =
        new SftpChannel(
            connected.session(),
            connected.destination().name(),
            settings.replyTimeout(),
            connector.scheduler(),
            connected::close);
    try {
      // One second longer than the opening's deadline, which fires first and knows what was missed.
      channel.open(settings.channelTimeout().plusSeconds(1));
      return new SftpFileSession(channel).begin();
    } catch (FileException e) {
      connected.opening().fail(why(connected, e));
      throw e;
    }
  }

  /**
   * With a cause from JSch there is no channel; otherwise the channel's message tells what failed.
   */
  private static SshException why(HostSession connected, FileException e) {
    return e.getCause() instanceof JSchException
        ? ChannelRefusals.ofFiles(connected, e)
        : new SshException(SshException.Reason.CHANNEL, e.getMessage(), e);
  }
}
