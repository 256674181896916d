package fairlead.ssh;

/**
 * The shell that somebody wants.
 *
 * @param agentForwarding whether the person may have it; the host must say so, too
 */
public record ShellRequest(
    Destination destination,
    Size size,
    Requester requester,
    AddressRules addresses,
    boolean agentForwarding) {}
