package fairlead.ssh;

/**
 * A request for a connection.
 *
 * @param agentForwarding whether the person may use it; the destination must allow it, too
 * @param quiet called when all bytes received from the host were handed over, before waiting for
 *     more
 */
public record ConnectRequest(
    Destination destination,
    Requester requester,
    AddressRules addresses,
    boolean agentForwarding,
    Conversation conversation,
    Runnable quiet) {}
