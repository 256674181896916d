package fairlead.ssh;

/**
 * For whom a connection is made; issued certificates carry both, so that a host's own log names
 * them.
 *
 * @param person who is signed in
 * @param terminal the public identifier of what the connection is for; no secret
 */
public record Requester(String person, String terminal) {}
