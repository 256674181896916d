package fairlead.hosts.ec2;

import fairlead.ssh.Login;
import fairlead.ssh.LoginAttempt;
import fairlead.ssh.SshException;
import fairlead.ssh.login.EphemeralKey;

/**
 * EC2 Instance Connect: a new key for each connection, which the instance accepts for 60 seconds.
 *
 * @param zone the instance's availability zone
 */
record InstanceConnect(KeySender keys, AccountRegion place, String instance, String zone)
    implements Login {
  @Override
  public String name() {
    return "instance-connect";
  }

  @Override
  public void prepare(LoginAttempt attempt) throws SshException {
    EphemeralKey key = EphemeralKey.generate();
    try {
      keys.send(place, instance, zone, attempt.host(), attempt.user(), key.publicKeyLine());
      key.offerTo(attempt);
    } finally {
      key.wipe();
    }
  }

  /** Two, because the 60 seconds may have passed while a person looked at the host's key. */
  @Override
  public int tries() {
    return 2;
  }
}
