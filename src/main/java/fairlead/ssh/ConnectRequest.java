package fairlead.ssh;

/**
 * A request for a connection to a host.
 *
 * @param agentForwarding whether the person may use it; the destination must allow it, too
 */
public record ConnectRequest(
    Destination destination,
    Requester requester,
    AddressRules addresses,
    boolean agentForwarding,
    Interaction interaction) {}
