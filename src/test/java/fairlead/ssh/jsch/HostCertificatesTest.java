package fairlead.ssh.jsch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.ssh.Destination;
import fairlead.ssh.HostKeyPolicy;
import fairlead.ssh.Route;
import fairlead.ssh.Shell;
import fairlead.ssh.SshException;
import fairlead.ssh.SshException.Reason;
import fairlead.ssh.login.KeyFile;
import fairlead.testing.OpenSshServer;
import fairlead.testing.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OpenSSH servers that show certificates, under every line of known_hosts that may matter. */
@Timeout(60)
@EnabledIf("fairlead.testing.OpenSshServer#available")
class HostCertificatesTest {
  @TempDir private static Path shared;
  private static Path authority;
  private static Path other;

  @TempDir private Path directory;
  private Opener opener;
  private OpenSshServer sshd;

  @BeforeAll
  static void makeAuthorities() throws Exception {
    authority = shared.resolve("authority");
    other = shared.resolve("other");
    for (Path ca : List.of(authority, other)) {
      Program.run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", ca);
    }
  }

  @BeforeEach
  void prepare() {
    opener = new Opener(directory);
  }

  @AfterEach
  void stop() throws Exception {
    sshd.close();
    opener.close();
  }

  @ParameterizedTest
  @CsvSource({"*, 127.0.0.1", "127.0.0.*, 127.0.0.?", "'[127.0.0.1]:*', 127.0.0.1"})
  void aHostThatAnAuthorityCertifiesNeedsNoKeyOfItsOwn(String names, String principals)
      throws Exception {
    start(principals, "-V", "+5m");
    know("@cert-authority " + names, authority);
    open(HostKeyPolicy.STRICT).close();
    assertEquals(1, Files.readAllLines(opener.settings().knownHosts()).size());
  }

  @ParameterizedTest
  @CsvSource({"elsewhere.example.com, +5m", "127.0.0.1, -2m:-1m", "'', +5m"})
  void aCertificateForAnotherHostOrAnotherTimeIsRefused(String principals, String validity)
      throws Exception {
    start(principals, "-V", validity);
    know("@cert-authority *", authority);
    assertRefused();
  }

  @Test
  void aCertificateOfAnAuthorityThatIsForOtherHostsIsRefused() throws Exception {
    start("127.0.0.1", "-V", "+5m");
    know("@cert-authority *", other);
    know("@cert-authority *.example.com", authority);
    assertRefused();
  }

  @Test
  void aRevokedAuthorityCertifiesNobody() throws Exception {
    start("127.0.0.1", "-V", "+5m");
    know("@cert-authority *", authority);
    know("@revoked *", authority);
    assertRefused();
  }

  @Test
  void aRevokedKeyIsNoBetterForItsCertificate() throws Exception {
    start("127.0.0.1", "-V", "+5m");
    know("@cert-authority *", authority);
    know("@revoked 127.0.0.1", sshd.hostKey("ed25519"));
    assertRefused();
  }

  @Test
  void aHostThatNoAuthorityIsKnownForIsTakenByItsKey() throws Exception {
    start("127.0.0.1", "-V", "+5m");
    open(HostKeyPolicy.ACCEPT_NEW).close();
    String line = Files.readString(opener.settings().knownHosts());
    assertTrue(
        line.contains(Files.readString(Path.of(sshd.hostKey("ed25519") + ".pub")).split(" ", 3)[1]),
        line);
    open(HostKeyPolicy.STRICT).close();
  }

  @Test
  void aHostOfItsOwnIdentityIsCertifiedUnderThat() throws Exception {
    start("i-0123456789abcdef0", "-V", "+5m");
    know("@cert-authority i-*", authority);
    opener
        .open(
            Opener.identified(destination(HostKeyPolicy.STRICT), "i-0123456789abcdef0"),
            new Received())
        .close();
    SshException refused =
        assertThrows(
            SshException.class,
            () ->
                opener.open(
                    Opener.identified(destination(HostKeyPolicy.STRICT), "i-0fedcba9876543210"),
                    new Received()));
    assertEquals(Reason.HOST_KEY_REFUSED, refused.reason());
  }

  @Test
  void aKeyWithoutACertificateIsRefusedBehindHopsToo() throws Exception {
    sshd = OpenSshServer.start(directory.resolve("sshd"));
    know("@cert-authority 127.0.0.1", other);
    Destination hop = destination(HostKeyPolicy.STRICT);
    // The hop's own key is known, and the same key behind it is not.
    know("[127.0.0.1]:" + sshd.port(), sshd.hostKey("ed25519"));
    for (HostKeyPolicy policy : HostKeyPolicy.values()) {
      SshException refused =
          assertThrows(
              SshException.class,
              () ->
                  opener.open(
                      destination(policy).withRoute(new Route.Through(hop, false)),
                      new Received()));
      assertEquals(Reason.HOST_KEY_REFUSED, refused.reason(), refused::getMessage);
      assertTrue(refused.getMessage().contains("@cert-authority"), refused::getMessage);
      assertTrue(opener.person().asked().isEmpty(), "nobody may click it away");
    }
  }

  @Test
  void aHopWithoutACertificateIsRefused() throws Exception {
    sshd = OpenSshServer.start(directory.resolve("sshd"));
    know("@cert-authority *", other);
    Destination hop = destination(HostKeyPolicy.ACCEPT_NEW);
    SshException refused =
        assertThrows(
            SshException.class,
            () -> opener.open(hop.withRoute(new Route.Through(hop, false)), new Received()));
    assertEquals(Reason.HOST_KEY_REFUSED, refused.reason(), refused::getMessage);
  }

  private void assertRefused() {
    for (HostKeyPolicy policy : HostKeyPolicy.values()) {
      SshException refused = assertThrows(SshException.class, () -> open(policy).close());
      assertEquals(Reason.HOST_KEY_REFUSED, refused.reason(), refused::getMessage);
      assertTrue(opener.person().asked().isEmpty(), "nobody may click it away");
      assertTrue(refused.getMessage().startsWith("The host "), refused::getMessage);
      assertFalse(refused.getMessage().contains("HostKey"), refused::getMessage);
      assertFalse(refused.getMessage().contains("a-host"), refused::getMessage);
    }
  }

  /** With a certificate that the authority signs. */
  private void start(String principals, String... options) throws Exception {
    Path place = directory.resolve("sshd");
    Files.createDirectories(place);
    Path key = place.resolve("host_ed25519");
    sshd = OpenSshServer.start(place, "HostCertificate " + key + "-cert.pub");
    sshd.close();
    List<Object> command =
        new java.util.ArrayList<>(
            List.of("ssh-keygen", "-q", "-s", authority, "-I", "a-host", "-h"));
    if (!principals.isEmpty()) {
      command.addAll(List.of("-n", principals));
    }
    command.addAll(List.of(options));
    command.add(key + ".pub");
    Program.run(command.toArray());
    sshd = sshd.again();
  }

  private void know(String names, Path key) throws Exception {
    Path file = opener.settings().knownHosts();
    String before = Files.exists(file) ? Files.readString(file) : "";
    Files.writeString(file, before + names + " " + Files.readString(Path.of(key + ".pub")));
  }

  private Destination destination(HostKeyPolicy policy) {
    return new Destination(
        "test",
        "127.0.0.1",
        sshd.port(),
        sshd.user(),
        List.of(new KeyFile(sshd.clientKey("ed25519"))),
        policy,
        true);
  }

  private Shell open(HostKeyPolicy policy) throws SshException {
    return opener.open(destination(policy), new Received());
  }
}
