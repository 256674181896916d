package fairlead.ssh;

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

  private FileSession begin(Connected connected) throws IOException {
    JschFileSession session =
        new JschFileSession(
            connected.session(), connector.settings().channelTimeout(), connected::close);
    try {
      return session.begin();
    } catch (FileException e) {
      connected.opening().fail(Refusals.ofFiles(connected, e));
      throw new IOException(e.getMessage(), e);
    }
  }
}
