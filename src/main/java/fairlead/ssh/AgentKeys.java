package fairlead.ssh;

import com.jcraft.jsch.AgentIdentityRepository;
import com.jcraft.jsch.Identity;
import com.jcraft.jsch.IdentityRepository;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.SSHAgentConnector;
import java.nio.file.Path;
import java.util.Vector;

/**
 * The keys of this server's ssh-agent, to be used and not to be changed. JSch would have the agent
 * store the keys of files for good, and forwards whatever a host asks of the agent: to forget all
 * its keys, or to take new ones.
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

  /** The agent, which is asked anew for whatever is wanted of it. */
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

  /** The agent alone, for a host that it is forwarded to. */
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
