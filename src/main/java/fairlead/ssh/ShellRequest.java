package fairlead.ssh;

/**
 * A request for a shell.
 *
 * @param agentForwarding whether the person may use it; the destination must allow it, too
 */
public record ShellRequest(
    Destination destination,
    Size size,
    Requester requester,
    AddressRules addresses,
    boolean agentForwarding) {}
