package fairlead.ssh;

/**
 * What happens with a host key that is not known yet. A changed key is refused under every policy.
 */
public enum HostKeyPolicy {
  /** Refused. */
  STRICT,
  /** The person is shown the fingerprint and decides. */
  ASK,
  /** Stored without asking. */
  ACCEPT_NEW
}
