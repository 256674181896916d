package fairlead.ssh.jsch;

import com.jcraft.jsch.AgentIdentityRepository;
import com.jcraft.jsch.Identity;
import com.jcraft.jsch.IdentityRepository;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.SSHAgentConnector;
import fairlead.ssh.SshException;
import fairlead.ssh.SshSettings;
import java.nio.file.Path;
import java.util.Vector;

/**
 * The keys of this server's ssh-agent, read-only. JSch would add the keys of files to the agent
 * permanently, and would forward a host's requests to remove all keys or to add new ones.
 */
@SuppressWarnings("JdkObsolete") // JSch's interface has vectors
final class AgentKeys implements IdentityRepository {
  private final IdentityRepository own;
  private final IdentityRepository agent;

  /**
   * @param own keys that are offered before the agent's
   */
  AgentKeys(IdentityRepository own, IdentityRepository agent) {
    this.own = own;
    this.agent = agent;
  }

  /** The agent itself; each call sends it a new request. */
  static IdentityRepository at(Connector connector) throws SshException {
    SshSettings settings = connector.settings();
    Path socket =
        settings
            .agentSocket()
            .orElseThrow(
                () ->
                    unavailable(
                        "This server has no ssh-agent. Ask an administrator to set"
                            + " fairlead.ssh.agent-socket."));
    AgentSockets sockets =
        new AgentSockets(connector.scheduler(), settings.authenticationTimeout());
    IdentityRepository agent = new AgentIdentityRepository(new SSHAgentConnector(sockets, socket));
    if (agent.getStatus() != IdentityRepository.RUNNING) {
      throw unavailable("The ssh-agent of this server does not answer. Ask an administrator.");
    }
    return agent;
  }

  /** Only the agent's keys, for a host to which the agent is forwarded. */
  static IdentityRepository forwarded(Connector connector) throws SshException {
    return new AgentKeys(new JSch().getIdentityRepository(), at(connector));
  }

  private static SshException unavailable(String sentence) {
    return new SshException(SshException.Reason.KEY_FILE, sentence);
  }

  @Override
  public String getName() {
    return "ssh-agent";
  }

  @Override
  public int getStatus() {
    return agent.getStatus();
  }

  @Override
  public Vector<Identity> getIdentities() {
    Vector<Identity> all = new Vector<>(own.getIdentities());
    all.addAll(agent.getIdentities());
    return all;
  }

  @Override
  public boolean add(byte[] identity) {
    return false;
  }

  @Override
  public boolean remove(byte[] blob) {
    return false;
  }

  @Override
  public void removeAll() {
    // The agent's keys are the administrator's.
  }
}
