package fairlead.ssh.login;

import fairlead.ssh.Login;
import fairlead.ssh.LoginAttempt;
import fairlead.ssh.SshException;

/**
 * A key for this login only, with a certificate that Fairlead issues. The host trusts Fairlead's
 * authority ({@code TrustedUserCAKeys}) and needs no person's key.
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
      key.offerTo(attempt, attempt.certificate(key.publicKey()));
    } finally {
      key.wipe();
    }
  }
}
