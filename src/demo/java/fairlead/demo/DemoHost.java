package fairlead.demo;

import fairlead.hosts.Host;
import fairlead.hosts.HostSource;
import fairlead.ssh.Destination;
import fairlead.ssh.HostKeyPolicy;
import fairlead.ssh.login.KeyFile;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.sftp.server.SftpFileSystemAccessor;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.apache.sshd.sftp.server.SftpSubsystemProxy;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The demo host: listens on loopback, lets in one key that only this server has. */
@ApplicationScoped
public class DemoHost implements HostSource {
  @Inject
  @ConfigProperty(name = "fairlead.directory", defaultValue = ".")
  String directory;

  @Inject
  @ConfigProperty(name = "demo.password")
  String password;

  @Inject
  @ConfigProperty(name = "fairlead.http.port", defaultValue = "9080")
  int httpPort;

  private SshServer server;
  private Path key;

  void start(@Observes @Initialized(ApplicationScoped.class) Object event)
      throws IOException, GeneralSecurityException {
    Path folder = Path.of(directory);
    key = folder.resolve("demo_client_key");
    PublicKey client = writeClientKey();
    server = SshServer.setUpDefaultServer();
    server.setHost("127.0.0.1");
    server.setPort(0);
    server.setKeyPairProvider(new SimpleGeneratorHostKeyProvider(folder.resolve("demo_host_key")));
    server.setPublickeyAuthenticator(
        (user, offered, session) -> KeyUtils.compareKeys(offered, client));
    server.setShellFactory(channel -> new PtyShell());
    server.setSubsystemFactories(List.of(sftp()));
    server.start();
    System.out.println(block());
  }

  /** Begins in the home directory, as the shell does, and not where this server was started. */
  private static SftpSubsystemFactory sftp() {
    Path home = Path.of(System.getProperty("user.home"));
    SftpSubsystemFactory factory = new SftpSubsystemFactory();
    factory.setFileSystemAccessor(
        new SftpFileSystemAccessor() {
          @Override
          public Path resolveLocalFilePath(SftpSubsystemProxy sftp, Path started, String path)
              throws IOException {
            return SftpFileSystemAccessor.super.resolveLocalFilePath(sftp, home, path);
          }
        });
    return factory;
  }

  @PreDestroy
  void stop() {
    var unused = server.close(true);
  }

  @Override
  public List<Host> hosts() {
    Destination destination =
        new Destination(
            "demo",
            "127.0.0.1",
            server.getPort(),
            System.getProperty("user.name"),
            List.of(new KeyFile(key)),
            HostKeyPolicy.ACCEPT_NEW,
            true);
    return List.of(new Host(destination, Map.of("kind", "demo"), "demo"));
  }

  @Override
  public Optional<String> problem() {
    return Optional.empty();
  }

  private PublicKey writeClientKey() throws IOException, GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    KeyPair pair = generator.generateKeyPair();
    Files.deleteIfExists(key);
    Files.createFile(
        key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (OutputStream out = Files.newOutputStream(key)) {
      OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "fairlead demo", null, out);
    }
    return pair.getPublic();
  }

  private String block() {
    return """

        ────────────────────────────────────────────────────────────
          Fairlead is ready:  http://localhost:%d/
          Sign in as          operator, auditor or admin
          Password            %s
          Host "demo"         a login shell on this machine, as %s
                              (an SSH server inside this process, on loopback only)
          Stop                Ctrl-C
        ────────────────────────────────────────────────────────────
        """
        .formatted(httpPort, password, System.getProperty("user.name"));
  }
}
