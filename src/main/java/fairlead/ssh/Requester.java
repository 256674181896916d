package fairlead.ssh;

/**
 * The person and the purpose of a connection. Issued certificates contain both, so that the host's
 * log shows them.
 *
 * @param person who is signed in
 * @param terminal the public identifier of what the connection is for; no secret
 */
public record Requester(String person, String terminal) {}
