package fairlead.ssh;

import com.jcraft.jsch.JSchException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;

/** Opens hosts' files. */
@ApplicationScoped
public class FileSessions {
  @Inject Connector connector;

  /** One that is in no container. */
  @SuppressWarnings("UnnecessaryAssignment") // there is no framework then
  static FileSessions of(Connector connector) {
    FileSessions sessions = new FileSessions();
    sessions.connector = connector;
    return sessions;
  }

  /**
   * Connects, authenticates and begins with the files. Waits for host and person: call it on a
   * thread of its own.
   *
   * @throws SshException when there is none, or the host has no files to offer
   */
  public FileSession open(
      Destination destination,
      Requester requester,
      AddressRules addresses,
      Conversation conversation)
      throws SshException {
    ConnectRequest request =
        new ConnectRequest(destination, requester, addresses, false, conversation, () -> {});
    return connector.open(request, this::begin);
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
      // The opening's own deadline comes first, and knows what was missed.
      channel.open(settings.channelTimeout().plusSeconds(1));
      return new SftpFileSession(channel).begin();
    } catch (FileException e) {
      connected.opening().fail(why(connected, e));
      throw e;
    }
  }

  /** The channel tells what came over it; JSch, why there is none. */
  private static SshException why(HostSession connected, FileException e) {
    return e.getCause() instanceof JSchException
        ? ChannelRefusals.ofFiles(connected, e)
        : new SshException(SshException.Reason.CHANNEL, e.getMessage(), e);
  }
}
