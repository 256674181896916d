package fairlead.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real OpenSSH server on a free port of this machine, with keys and configuration of its own. */
public final class OpenSshServer {
  private static final Path SSHD = Path.of("/usr/sbin/sshd");
  private static final Path SFTP_SERVER = Path.of("/usr/lib/openssh/sftp-server");

  private final Path directory;
  private final int port;
  private final Process process;

  private OpenSshServer(Path directory, int port, Process process) {
    this.directory = directory;
    this.port = port;
    this.process = process;
  }

  /** Whether this machine has an OpenSSH server; under CI it must. */
  public static boolean available() {
    boolean found = Files.isExecutable(SSHD);
    if (!found && "true".equals(System.getenv("CI"))) {
      throw new IllegalStateException(SSHD + " is missing: install openssh-server");
    }
    return found;
  }

  /**
   * Starts it.
   *
   * @param directory empty or missing; keys, configuration and log go there
   * @param settings lines of sshd_config that come before all others, and so win
   */
  public static OpenSshServer start(Path directory, String... settings)
      throws IOException, InterruptedException {
    Files.createDirectories(directory);
    Path hostKey = directory.resolve("host_ed25519");
    keygen(hostKey, "ed25519", "");
    keygen(directory.resolve("host_ecdsa"), "ecdsa", "");
    keygen(directory.resolve("client_ed25519"), "ed25519", "");
    keygen(directory.resolve("client_rsa"), "rsa", "");
    keygen(directory.resolve("client_ecdsa"), "ecdsa", "");
    keygen(directory.resolve("client_encrypted"), "ed25519", "open sesame");
    StringBuilder authorized = new StringBuilder();
    for (String name : List.of("ed25519", "rsa", "ecdsa", "encrypted")) {
      authorized.append(Files.readString(directory.resolve("client_" + name + ".pub")));
    }
    Files.writeString(directory.resolve("authorized_keys"), authorized);
    if ("root".equals(System.getProperty("user.name"))) {
      // Where sshd confines its unprivileged half; distributions make it when the service starts.
      Files.createDirectories(Path.of("/run/sshd"));
    }
    int port = Ports.free();
    Files.writeString(
        directory.resolve("sshd_config"),
        String.join(
            "\n",
            String.join("\n", settings),
            "Port " + port,
            "ListenAddress 127.0.0.1",
            "HostKey " + hostKey,
            "HostKey " + directory.resolve("host_ecdsa"),
            "PidFile none",
            "AuthorizedKeysFile " + directory.resolve("authorized_keys"),
            "StrictModes no",
            // RSA with SHA-2 only, also where the distribution is more lenient.
            "PubkeyAcceptedAlgorithms ssh-ed25519,rsa-sha2-512,rsa-sha2-256,"
                + "ecdsa-sha2-nistp256,ecdsa-sha2-nistp384,ecdsa-sha2-nistp521",
            "UsePAM no",
            "PasswordAuthentication no",
            "PermitRootLogin yes",
            "PrintMotd no",
            "PrintLastLog no",
            "AcceptEnv LANG COLORTERM",
            // Not a person's own start-up files: they may wait for each other, or for the network.
            // A bash that sshd starts for a command reads ~/.bashrc, too: hence another home.
            "SetEnv " + mark(directory) + " HOME=" + directory,
            "ForceCommand if [ \"$SSH_ORIGINAL_COMMAND\" = internal-sftp ]; then exec "
                + SFTP_SERVER
                + " -d "
                + directory
                + "; else exec bash --noprofile --norc -i; fi",
            "MaxStartups 200",
            "MaxSessions 200",
            "Subsystem sftp internal-sftp",
            ""));
    return run(directory, port);
  }

  /** Starts it once more, with what is in its directory now; it must have been closed. */
  public OpenSshServer again() throws IOException, InterruptedException {
    return run(directory, port);
  }

  /** Starts it once more, without a subsystem for files. */
  public OpenSshServer withoutSftp() throws IOException, InterruptedException {
    close();
    Path file = directory.resolve("sshd_config");
    Files.writeString(file, Files.readString(file).replace("Subsystem sftp internal-sftp", ""));
    return again();
  }

  private static OpenSshServer run(Path directory, int port)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                SSHD.toString(), "-D", "-e", "-f", directory.resolve("sshd_config").toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("sshd.log").toFile())
            .start();
    OpenSshServer server = new OpenSshServer(directory, port, process);
    Listening.await(process, port, directory.resolve("sshd.log"));
    return server;
  }

  public int port() {
    return port;
  }

  public String user() {
    return System.getProperty("user.name");
  }

  /**
   * A private key that it accepts: ed25519, rsa, ecdsa, or encrypted (passphrase {@code open
   * sesame}).
   */
  public Path clientKey(String name) {
    return directory.resolve("client_" + name);
  }

  /** This host as an entry of hosts.yaml, for its own account with this key. */
  public String entry(String name, String key) {
    return entry(name, port(), user(), key);
  }

  /**
   * The same.
   *
   * @param port that leads to it
   */
  public String entry(String name, int port, String user, String key) {
    return """
      - name: %s
        address: 127.0.0.1
        port: %d
        user: %s
        host-key-policy: accept-new
        authentication:
          - key: %s
    """
        .formatted(name, port, user, clientKey(key));
  }

  /** Lets another key in: a line as in {@code authorized_keys}. */
  public void authorize(String publicKey) throws IOException {
    Files.writeString(
        directory.resolve("authorized_keys"),
        publicKey.strip() + System.lineSeparator(),
        StandardOpenOption.APPEND);
  }

  /** One of its host keys: ed25519, which it prefers, or ecdsa. */
  public Path hostKey(String type) {
    return directory.resolve("host_" + type);
  }

  /** What it has logged so far. */
  public String log() throws IOException {
    return Files.readString(directory.resolve("sshd.log"), ISO_8859_1);
  }

  /** Connections that are open, each with a process of its own. */
  public long connections() {
    return process.descendants().count();
  }

  /** Shells and whatever they started that still run, even if their connection does not. */
  public long shells() throws IOException {
    long shells = 0;
    for (ProcessHandle one : ProcessHandle.allProcesses().toList()) {
      if (environment(one).contains(mark(directory))) {
        shells++;
      }
    }
    return shells;
  }

  /**
   * Signals every SFTP server of this sshd, each a process of its own.
   *
   * @param signal as {@code kill} takes it: STOP, CONT
   * @return how many there are
   */
  public int signalSftpServers(String signal) throws IOException, InterruptedException {
    int signalled = 0;
    for (ProcessHandle one : process.descendants().toList()) {
      if (one.info().command().orElse("").equals(SFTP_SERVER.toString())) {
        new ProcessBuilder("kill", "-" + signal, String.valueOf(one.pid())).start().waitFor();
        signalled++;
      }
    }
    return signalled;
  }

  /** Bytes that all SFTP servers of this sshd have read: from files and from their clients. */
  public long bytesReadBySftpServers() throws IOException {
    long bytes = 0;
    for (ProcessHandle one : process.descendants().toList()) {
      if (one.info().command().orElse("").equals(SFTP_SERVER.toString())) {
        for (String line : Files.readAllLines(Path.of("/proc", String.valueOf(one.pid()), "io"))) {
          bytes += line.startsWith("rchar: ") ? Long.parseLong(line.substring(7)) : 0;
        }
      }
    }
    return bytes;
  }

  private static String mark(Path directory) {
    return "FAIRLEAD_TEST_SSHD=" + directory;
  }

  private static String environment(ProcessHandle process) throws IOException {
    Path file = Path.of("/proc", String.valueOf(process.pid()), "environ");
    try {
      return Files.readString(file, ISO_8859_1);
    } catch (FileSystemException e) {
      // Another account's, or it has ended.
      return "";
    }
  }

  public void close() throws InterruptedException {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    if (!process.waitFor(5, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }

  private static void keygen(Path file, String type, String passphrase)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("ssh-keygen", "-q", "-t", type, "-N", passphrase, "-f", file.toString())
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String said =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("ssh-keygen: " + said);
    }
  }
}
