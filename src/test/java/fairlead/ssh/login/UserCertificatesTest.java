package fairlead.ssh.login;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.settings.Defaults;
import fairlead.ssh.Destination;
import fairlead.ssh.Exit;
import fairlead.ssh.HostKeyPolicy;
import fairlead.ssh.Login;
import fairlead.ssh.Route;
import fairlead.ssh.Shell;
import fairlead.ssh.SshException;
import fairlead.ssh.SshException.Reason;
import fairlead.ssh.jsch.Opener;
import fairlead.ssh.jsch.Received;
import fairlead.testing.OpenSshServer;
import fairlead.testing.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** People with certificates, at an OpenSSH server that knows authorities and nobody's key. */
@Timeout(60)
@EnabledIf("fairlead.testing.OpenSshServer#available")
class UserCertificatesTest {
  @TempDir private static Path shared;
  private static OpenSshServer sshd;

  @TempDir private Path directory;
  private Opener opener;

  @BeforeAll
  static void startHost() throws Exception {
    for (String type : List.of("ed25519", "rsa", "ecdsa")) {
      keygen(shared.resolve("ca_" + type), type, "");
    }
    keygen(shared.resolve("other"), "ed25519", "");
    Files.writeString(
        shared.resolve("authorities"),
        Files.readString(shared.resolve("ca_ed25519.pub"))
            + Files.readString(shared.resolve("ca_rsa.pub"))
            + Files.readString(shared.resolve("ca_ecdsa.pub")));
    sshd =
        OpenSshServer.start(
            shared.resolve("sshd"),
            "TrustedUserCAKeys " + shared.resolve("authorities"),
            "AuthorizedKeysFile none",
            "PubkeyAcceptedAlgorithms +ssh-ed25519-cert-v01@openssh.com",
            "LogLevel VERBOSE");
  }

  @AfterAll
  static void stopHost() throws Exception {
    sshd.close();
  }

  @BeforeEach
  void prepare() {
    opener = new Opener(directory);
    opener.logInAs(sshd.user());
    Defaults.set(
        opener.settings(),
        "fairlead.ssh.user-ca",
        Optional.of(shared.resolve("ca_ed25519").toString()));
  }

  @AfterEach
  void close() throws Exception {
    opener.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ed25519", "rsa", "ecdsa"})
  void theHostsOwnLogNamesThePersonAndTheTerminal(String type) throws Exception {
    Defaults.set(
        opener.settings(),
        "fairlead.ssh.user-ca",
        Optional.of(shared.resolve("ca_" + type).toString()));
    int before = sshd.log().length();
    open(new IssuedCertificate()).close();
    String log = sshd.log().substring(before);
    assertTrue(
        log.contains("Accepted publickey for " + sshd.user())
            && log.contains("ED25519-CERT")
            && log.contains("ID Ada terminal-1 "),
        log);
  }

  @Test
  void aCertificateOfAnotherAuthorityLetsNobodyIn() {
    Defaults.set(
        opener.settings(), "fairlead.ssh.user-ca", Optional.of(shared.resolve("other").toString()));
    assertEquals(Reason.AUTHENTICATION_REFUSED, refused(new IssuedCertificate()).reason());
  }

  @Test
  void aCertificateLetsInForMinutesOnly() {
    Defaults.set(opener.settings(), "fairlead.ssh.certificate-validity", Duration.ofSeconds(-30));
    assertEquals(Reason.AUTHENTICATION_REFUSED, refused(new IssuedCertificate()).reason());
  }

  @Test
  void aCertificateIsForThePlacesThatAreSaid() throws Exception {
    Defaults.set(
        opener.settings(), "fairlead.ssh.certificate-source-address", Optional.of("192.0.2.0/24"));
    assertEquals(Reason.AUTHENTICATION_REFUSED, refused(new IssuedCertificate()).reason());
    Defaults.set(
        opener.settings(),
        "fairlead.ssh.certificate-source-address",
        Optional.of("192.0.2.0/24,127.0.0.0/8"));
    open(new IssuedCertificate()).close();
  }

  @Test
  void aHopsCertificateForwardsAndAHostsDoesNot() throws Exception {
    Destination hop = destination(new IssuedCertificate());
    Received received = new Received();
    Shell shell = opener.open(hop.withRoute(new Route.Through(hop)), received);
    byte[] exit = "exit 5\n".getBytes(UTF_8);
    shell.write(exit, 0, exit.length);
    assertEquals(new Exit.Status(5), received.end());
  }

  @Test
  void whatIsIssuedSaysWhatItIsForAndNothingElse() throws Exception {
    EphemeralKey key = EphemeralKey.generate();
    Instant now = Instant.parse("2030-01-02T03:04:05Z");
    String line =
        new UserCertificate(
                "Ada Lovelace t-1",
                "root",
                now,
                now.plusSeconds(300),
                Map.of("source-address", "10.0.0.0/8"),
                Map.of("permit-pty", "", "permit-agent-forwarding", ""))
            .certify(key.publicKey(), new AuthorityFile(opener.settings()));
    Path file = Files.writeString(directory.resolve("c-cert.pub"), line);
    String shown =
        Program.run("ssh-keygen", "-L", "-f", file)
            .replaceAll("(?m)^\\s+|[ \\t]+$", "")
            .replaceAll("(?m)^Serial: .*\\R", "");
    assertTrue(shown.contains("Type: ssh-ed25519-cert-v01@openssh.com user certificate"), shown);
    assertTrue(shown.contains("Key ID: \"Ada Lovelace t-1\""), shown);
    assertTrue(
        shown.endsWith(
            """
            Valid: from 2030-01-02T03:04:05 to 2030-01-02T03:09:05
            Principals:
            root
            Critical Options:
            source-address 10.0.0.0/8
            Extensions:
            permit-agent-forwarding
            permit-pty
            """),
        shown);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ed25519", "rsa", "ecdsa"})
  void issuingLeavesNothingInTheJvm(String type) throws Exception {
    assertEquals(
        "as before\n",
        Program.run(
            Path.of(System.getProperty("java.home"), "bin/java"),
            "-cp",
            System.getProperty("java.class.path"),
            IssuingJvm.class.getName(),
            shared.resolve("ca_" + type)));
  }

  @Test
  void anAuthorityThatOthersCanReadIssuesNothing() throws Exception {
    Path open = Files.copy(shared.resolve("ca_ed25519"), directory.resolve("ca"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
    Defaults.set(opener.settings(), "fairlead.ssh.user-ca", Optional.of(open.toString()));
    assertTrue(refused(new IssuedCertificate()).getMessage().contains("600"));
    keygen(directory.resolve("locked"), "ed25519", "secret");
    Defaults.set(
        opener.settings(),
        "fairlead.ssh.user-ca",
        Optional.of(directory.resolve("locked").toString()));
    assertTrue(refused(new IssuedCertificate()).getMessage().contains("encrypted"));
    Defaults.set(opener.settings(), "fairlead.ssh.user-ca", Optional.empty());
    assertTrue(refused(new IssuedCertificate()).getMessage().contains("fairlead.ssh.user-ca"));
  }

  @Test
  void aCertificateInAFileLetsInItsPrincipalOnly() throws Exception {
    Path key = directory.resolve("id");
    keygen(key, "ed25519", "");
    Path certificate = directory.resolve("id-cert.pub");
    Login login = new CertificateFile(key, certificate);
    assertEquals(Reason.KEY_FILE, refused(login).reason());
    certify(key, "nobody-else");
    assertEquals(Reason.AUTHENTICATION_REFUSED, refused(login).reason());
    certify(key, sshd.user());
    open(login).close();
    assertTrue(sshd.log().contains("ID from-a-file"));
    Files.writeString(certificate, "ssh-ed25519-cert-v01@openssh.com AAAA");
    assertEquals(Reason.KEY_FILE, refused(login).reason());
  }

  @Test
  void aCertificateOfAnotherKeyIsNotOffered() throws Exception {
    Path key = directory.resolve("id");
    keygen(key, "ed25519", "");
    certify(key, sshd.user());
    Login login = new CertificateFile(shared.resolve("other"), directory.resolve("id-cert.pub"));
    assertFalse(refused(login).getMessage().isEmpty());
  }

  private void certify(Path key, String principal) throws Exception {
    Program.run(
        "ssh-keygen",
        "-q",
        "-s",
        shared.resolve("ca_ed25519"),
        "-I",
        "from-a-file",
        "-n",
        principal,
        "-V",
        "+5m",
        key + ".pub");
  }

  private static void keygen(Path file, String type, String passphrase) throws Exception {
    Program.run("ssh-keygen", "-q", "-t", type, "-N", passphrase, "-f", file);
  }

  private Destination destination(Login login) {
    return new Destination(
        "test",
        "127.0.0.1",
        sshd.port(),
        sshd.user(),
        List.of(login),
        HostKeyPolicy.ACCEPT_NEW,
        true);
  }

  private Shell open(Login login) throws SshException {
    return opener.open(destination(login), new Received());
  }

  private SshException refused(Login login) {
    return assertThrows(SshException.class, () -> open(login).close());
  }
}
