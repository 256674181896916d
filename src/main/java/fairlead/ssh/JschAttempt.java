package fairlead.ssh;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/** Gathers for JSch what the logins of a host offer. */
final class JschAttempt implements Attempt {
  private final JSch jsch;
  private final Destination destination;
  private final Requester requester;
  private final Opening opening;
  private final Set<String> methods = new LinkedHashSet<>();

  JschAttempt(JSch jsch, Destination destination, Requester requester, Opening opening) {
    this.jsch = jsch;
    this.destination = destination;
    this.requester = requester;
    this.opening = opening;
  }

  @Override
  public String host() {
    return destination.name();
  }

  @Override
  public String user() {
    return destination.user();
  }

  @Override
  public Requester requester() {
    return requester;
  }

  @Override
  public char[][] ask(Prompt prompt) throws SshException {
    return opening.ask(prompt);
  }

  @Override
  public void key(String name, byte[] privateKey, byte[] publicKeyOrCertificate, byte[] passphrase)
      throws SshException {
    methods.add("publickey");
    try {
      jsch.addIdentity(name, privateKey, publicKeyOrCertificate, passphrase);
    } catch (JSchException e) {
      throw new SshException(
          SshException.Reason.KEY_FILE,
          "The key " + name + " cannot be used: it and what comes with it do not fit together.",
          e);
    } finally {
      Arrays.fill(privateKey, (byte) 0);
      if (passphrase != null) {
        Arrays.fill(passphrase, (byte) 0);
      }
    }
  }

  @Override
  public void password() {
    methods.add("password");
  }

  @Override
  public void keyboardInteractive() {
    methods.add("keyboard-interactive");
  }

  /** Authentication methods by their names in SSH (RFC 4252 §5), in the order of the logins. */
  Set<String> methods() {
    return methods;
  }

  /** No key is needed once the host has decided. */
  void forget() {
    jsch.getIdentityRepository().removeAll();
  }
}
