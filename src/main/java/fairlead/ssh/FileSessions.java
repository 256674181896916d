package fairlead.ssh;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Opens hosts' files. */
@ApplicationScoped
public class FileSessions {
  @Inject Connector connector;

  /**
   * Connects and authenticates. Waits for host and person: call it on a thread of its own.
   *
   * @throws SshException when there is none
   */
  public FileSession open(
      Destination destination,
      Requester requester,
      AddressRules addresses,
      Conversation conversation)
      throws SshException {
    ConnectRequest request =
        new ConnectRequest(destination, requester, addresses, false, conversation, () -> {});
    return connector.open(
        request,
        connected ->
            new JschFileSession(
                connected.session(), connector.settings().channelTimeout(), connected::close));
  }
}
