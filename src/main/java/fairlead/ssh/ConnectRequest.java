package fairlead.ssh;

/**
 * A connection that somebody wants.
 *
 * @param agentForwarding whether the person may have it; the host must say so, too
 * @param quiet told before more is waited for, when all that came from the host was handed over
 */
record ConnectRequest(
    Destination destination,
    Requester requester,
    AddressRules addresses,
    boolean agentForwarding,
    Conversation conversation,
    Runnable quiet) {}
