package fairlead.it;

import fairlead.testing.AskingHost;
import fairlead.testing.Cable;
import fairlead.testing.LibertyServer;
import fairlead.testing.OpenSshServer;
import fairlead.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A server of its own with short times, and hosts that work, ask, are silent, or get lost. */
final class SoakPlace {
  private static final Map<String, String> SETTINGS =
      Map.ofEntries(
          // They would be connections at the hosts as well, and one that is silent holds its own.
          Map.entry("FAIRLEAD_HOSTS_PROBE", "false"),
          Map.entry("FAIRLEAD_TERMINAL_GRACE", "PT5S"),
          Map.entry("FAIRLEAD_TERMINAL_HOLD", "PT2S"),
          Map.entry("FAIRLEAD_TERMINAL_DRAIN_ON_STOP", "PT1S"),
          Map.entry("FAIRLEAD_TERMINAL_FAREWELL", "PT1S"),
          Map.entry("FAIRLEAD_TERMINAL_PROMPT_TIMEOUT", "PT2S"),
          Map.entry("FAIRLEAD_TERMINAL_PING_INTERVAL", "PT4S"),
          Map.entry("FAIRLEAD_TERMINAL_SEND_TIMEOUT", "PT4S"),
          Map.entry("FAIRLEAD_TERMINAL_PER_PERSON", "5000"),
          Map.entry("FAIRLEAD_TERMINAL_OVERALL", "5000"),
          Map.entry("FAIRLEAD_TERMINAL_PER_HOST", "5000"),
          Map.entry("FAIRLEAD_TERMINAL_FIRST_MESSAGE_TIMEOUT", "PT1M"),
          Map.entry("FAIRLEAD_SSH_KEEP_ALIVE_INTERVAL", "PT2S"),
          Map.entry("FAIRLEAD_SSH_KEEP_ALIVE_COUNT", "2"),
          Map.entry("FAIRLEAD_ACCESS_SOCKETS_PER_MINUTE", "100000"));

  final OpenSshServer sshd;
  final AskingHost asking;
  final Cable silent;
  final Cable unplugged;
  final LibertyServer server;

  SoakPlace() throws IOException, InterruptedException {
    Path directory = Site.directory("soak");
    Path authority = directory.resolve("ca");
    Program.run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", authority);
    sshd =
        OpenSshServer.start(
            directory.resolve("sshd"),
            "TrustedUserCAKeys " + authority + ".pub",
            "PubkeyAcceptedAlgorithms +ssh-ed25519,ssh-ed25519-cert-v01@openssh.com");
    asking = AskingHost.start(directory);
    silent = Cable.to(sshd.port());
    silent.silence();
    unplugged = Cable.to(sshd.port());
    Files.writeString(
        directory.resolve("hosts.yaml"),
        "hosts:\n"
            + host("real", sshd.port(), "key: " + sshd.clientKey("ed25519"))
            + host("certified", sshd.port(), "issued-certificate")
            + host("silent", silent.port(), "key: " + sshd.clientKey("ed25519"))
            + host("unplugged", unplugged.port(), "key: " + sshd.clientKey("ed25519"))
            + host("passphrase", sshd.port(), "key: " + sshd.clientKey("encrypted"))
            + host("password", asking.port(), "password"));
    Map<String, String> settings = new HashMap<>(SETTINGS);
    settings.put("FAIRLEAD_SSH_USER_CA", authority.toString());
    server = Site.server(directory, settings);
  }

  /** Whether no host has a connection or a shell of the server's any more. */
  boolean hostsAreLeft() throws IOException {
    return sshd.connections() == 0 && sshd.shells() == 0 && asking.connections() == 0;
  }

  String hosts() throws IOException {
    return sshd.connections()
        + " connections and "
        + sshd.shells()
        + " processes of shells at sshd, "
        + asking.connections()
        + " connections at the host that asks";
  }

  void close() throws IOException, InterruptedException {
    server.close();
    unplugged.close();
    silent.close();
    asking.close();
    sshd.close();
  }

  private String host(String name, int port, String authentication) {
    return """
          - name: %s
            address: 127.0.0.1
            port: %d
            user: %s
            host-key-policy: accept-new
            authentication:
              - %s
        """
        .formatted(name, port, sshd.user(), authentication);
  }
}
