package fairlead.ssh;

/**
 * A key that lives for this login, and a certificate for it that Fairlead issues: the host trusts
 * Fairlead's authority ({@code TrustedUserCAKeys}) and needs to know nobody's key.
 */
public record IssuedCertificate() implements Login {
  @Override
  public String name() {
    return "issued-certificate";
  }

  @Override
  public void prepare(LoginAttempt attempt) throws SshException {
    EphemeralKey key = EphemeralKey.generate();
    try {
      key.offerTo(attempt, attempt.certificate(key));
    } finally {
      key.wipe();
    }
  }
}
