package fairlead.ssh.jsch;

import com.jcraft.jsch.IdentityRepository;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import fairlead.ssh.Destination;
import fairlead.ssh.HostText;
import fairlead.ssh.LoginAttempt;
import fairlead.ssh.Prompt;
import fairlead.ssh.Requester;
import fairlead.ssh.SshException;
import fairlead.ssh.SshSettings;
import fairlead.ssh.login.UserCertificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Gathers for JSch what the logins of a host offer. */
final class JschLoginAttempt implements LoginAttempt {
  /** Most characters of each half of a key id, so that it stays readable in sshd's log. */
  private static final int KEY_ID = 100;

  private final JSch jsch = new JSch();
  private final Destination destination;
  private final Requester requester;
  private final ConnectDeadlines deadlines;
  private final Connector connector;
  private final boolean hop;
  private final boolean forwarding;

  /** Names of SSH authentication methods (RFC 4252 §5), in the order of the logins. */
  private final Set<String> methods = new LinkedHashSet<>();

  private IdentityRepository agent;

  /**
   * @param hop whether the host only forwards to the next one
   * @param forwarding whether the agent is forwarded to the host
   */
  JschLoginAttempt(
      Destination destination,
      Requester requester,
      ConnectDeadlines deadlines,
      Connector connector,
      boolean hop,
      boolean forwarding) {
    this.destination = destination;
    this.requester = requester;
    this.deadlines = deadlines;
    this.connector = connector;
    this.hop = hop;
    this.forwarding = forwarding;
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
  public char[][] ask(Prompt prompt) throws SshException {
    return deadlines.ask(prompt);
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
          "The key " + name + " cannot be used: its public key or certificate does not match it.",
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

  @Override
  public void agent() throws SshException {
    methods.add("publickey");
    agent = AgentKeys.at(connector);
  }

  @Override
  public String certificate(byte[] publicKey) throws SshException {
    SshSettings settings = connector.settings();
    Map<String, String> options = new HashMap<>();
    settings
        .certificateSourceAddress()
        .ifPresent(addresses -> options.put("source-address", addresses));
    Map<String, String> extensions = new HashMap<>();
    extensions.put(hop ? "permit-port-forwarding" : "permit-pty", "");
    if (forwarding) {
      extensions.put("permit-agent-forwarding", "");
    }
    Instant now = Instant.now();
    return new UserCertificate(
            HostText.line(requester.person(), KEY_ID)
                + " "
                + HostText.line(requester.terminal(), KEY_ID),
            destination.user(),
            now.minus(UserCertificate.CLOCK_SKEW),
            now.plus(settings.certificateValidity()),
            options,
            extensions)
        .certify(publicKey, connector.authority());
  }

  /** Creates a session that offers what was gathered. */
  Session session() throws JSchException {
    Session session =
        jsch.getSession(destination.user(), destination.address(), destination.port());
    if (agent != null) {
      session.setIdentityRepository(new AgentKeys(jsch.getIdentityRepository(), agent));
    }
    session.setConfig("PreferredAuthentications", String.join(",", methods));
    return session;
  }

  /** Removes the keys, which are not needed after the login. */
  void forget() {
    jsch.getIdentityRepository().removeAll();
  }
}
