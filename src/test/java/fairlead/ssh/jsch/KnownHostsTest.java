package fairlead.ssh.jsch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.ssh.HostKeyPolicy;
import fairlead.ssh.Login;
import fairlead.ssh.SshException;
import fairlead.ssh.SshException.Reason;
import fairlead.ssh.login.KeyFile;
import fairlead.testing.OpenSshServer;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** {@code known_hosts} as OpenSSH writes and reads it. */
@Timeout(30)
@EnabledIf("fairlead.testing.OpenSshServer#available")
class KnownHostsTest {
  @TempDir private static Path shared;
  private static OpenSshServer sshd;
  private static String key;
  private static String otherKey;

  @TempDir private Path directory;
  private Opener opener;

  @BeforeAll
  static void startHost() throws Exception {
    sshd = OpenSshServer.start(shared.resolve("sshd"));
    key = publicKey(sshd.hostKey("ed25519"));
    otherKey = publicKey(sshd.clientKey("ed25519"));
  }

  @AfterAll
  static void stopHost() throws Exception {
    sshd.close();
  }

  @BeforeEach
  void prepare() {
    opener = new Opener(directory);
    opener.logInAs(sshd.user());
  }

  @AfterEach
  void close() throws Exception {
    opener.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[127.0.0.1]:PORT KEY",
        "[127.0.0.1]:PORT KEY with a comment",
        "web,[127.0.0.1]:PORT,[10.0.0.1]:PORT KEY",
        "[127.0.0.*]:PORT KEY",
        "# a comment\n\nnonsense\n@revoked * OTHER\n@cert-authority * OTHER\n[127.0.0.1]:PORT KEY",
        "[127.0.0.1]:PORT OTHER\n[127.0.0.1]:PORT KEY",
        "127.0.0.1 KEY",
      })
  void aKnownKeyNeedsNoQuestion(String lines) throws Exception {
    known(lines);
    opens(HostKeyPolicy.STRICT);
  }

  @Test
  void theHostIsAskedForAKeyOfAKnownType() throws Exception {
    known("[127.0.0.1]:PORT " + publicKey(sshd.hostKey("ecdsa")));
    opens(HostKeyPolicy.STRICT);
  }

  @Test
  void hashedNamesAreFound() throws Exception {
    known("[127.0.0.1]:PORT KEY");
    hash();
    opens(HostKeyPolicy.STRICT);
    known("[127.0.0.1]:PORT OTHER");
    hash();
    refusesAll(Reason.HOST_KEY_CHANGED, 2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@revoked [127.0.0.1]:PORT KEY",
        "@revoked 127.0.0.1 KEY",
        "@revoked * KEY",
        "[127.0.0.1]:PORT KEY\n@revoked * KEY",
      })
  void aRevokedKeyIsRefusedUnderEveryPolicy(String lines) throws Exception {
    known(lines);
    refusesAll(Reason.HOST_KEY_REFUSED, 1);
    assertTrue(refused(HostKeyPolicy.ACCEPT_NEW).getMessage().contains("is revoked"));
  }

  @Test
  void aHashedRevokedNameIsFound() throws Exception {
    known("[127.0.0.1]:PORT KEY");
    hash();
    // ssh-keygen leaves lines with markers as they are.
    known("@revoked " + Files.readString(opener.settings().knownHosts()));
    refusesAll(Reason.HOST_KEY_REFUSED, 1);
  }

  // Each of these says nothing about the key that this host shows at this port.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "@revoked * OTHER",
        "@cert-authority *.example.com KEY",
        "@cert-authority !127.0.0.1,![127.0.0.1]:PORT,* OTHER",
        "@cert-authority [127.0.0.1]:1 OTHER",
        "# @cert-authority * OTHER",
        "127.0.0.1 OTHER",
        "[127.0.0.1]:1 OTHER",
        "[127.0.0.1]:1 KEY",
        "!* KEY",
        "[127.0.0.1]:PORT ssh-ed25519 !!!",
      })
  void anUnknownKeyStaysUnknownAndCanBeAccepted(String lines) throws Exception {
    known(lines);
    assertEquals(Reason.HOST_KEY_UNKNOWN, refused(HostKeyPolicy.STRICT).reason());
    opener.person().answers("yes");
    opens(HostKeyPolicy.ASK);
    assertEquals(1, opener.person().asked().size());
    opens(HostKeyPolicy.STRICT);
  }

  // A plain key is no certificate, even a key of an authority.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "@cert-authority * OTHER",
        "@cert-authority * KEY",
        "@cert-authority 127.0.0.1 OTHER",
        "@cert-authority [127.0.0.1]:PORT OTHER",
        "@cert-authority [127.0.0.*]:* OTHER",
        "@cert-authority\t127.0.?.1\tOTHER",
        "\u00ef\u00bb\u00bf@cert-authority * OTHER",
        "@cert-authority *.example.com OTHER\n@cert-authority !*.example.com,* OTHER\r",
        "@cert-authority * OTHER\n[127.0.0.1]:1 KEY\n127.0.0.2 KEY",
        "@cert-authority * OTHER\n127.0.0.1 OTHER",
        "@cert-authority * OTHER\n@revoked * OTHER",
        "@cert-authority * sk-ssh-ed25519@openssh.com AAAAGnNrLXNzaC1lZDI1NTE5QG9wZW5zc2guY29tAAAA",
        "@cert-authority * ssh-ed25519 !!!",
        "@cert-authority * x AAAAAXg=",
        "@cert-authority *",
      })
  void aHostThatAnAuthorityCertifiesShowsACertificateUnderEveryPolicy(String lines)
      throws Exception {
    known(lines);
    refusesAll(Reason.HOST_KEY_REFUSED, 1);
    assertTrue(refused(HostKeyPolicy.ACCEPT_NEW).getMessage().contains("@cert-authority"));
  }

  @Test
  void aHashedNameOfAnAuthorityIsFound() throws Exception {
    known("[127.0.0.1]:PORT OTHER");
    hash();
    known("@cert-authority " + Files.readString(opener.settings().knownHosts()));
    refusesAll(Reason.HOST_KEY_REFUSED, 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@cert-authority * OTHER\n[127.0.0.1]:PORT KEY",
        "127.0.0.1 KEY\n@cert-authority 127.0.0.1 OTHER",
      })
  void aPlainLineVouchesForAKeyBesideAnAuthority(String lines) throws Exception {
    known(lines);
    opens(HostKeyPolicy.STRICT);
  }

  @Test
  void anAuthorityThatIsAddedLaterCountsAtOnce() throws Exception {
    known("");
    Path file = opener.settings().knownHosts();
    opens(HostKeyPolicy.ACCEPT_NEW);
    known("# nothing is known here\n");
    known("@cert-authority * OTHER");
    refusesAll(Reason.HOST_KEY_REFUSED, 1);
    Files.delete(file);
    opens(HostKeyPolicy.ACCEPT_NEW);
  }

  private void known(String lines) throws Exception {
    String text =
        lines
            .replace("PORT", String.valueOf(sshd.port()))
            .replace("KEY", key)
            .replace("OTHER", otherKey);
    Files.writeString(opener.settings().knownHosts(), text, ISO_8859_1);
  }

  private void hash() throws Exception {
    Process process =
        new ProcessBuilder("ssh-keygen", "-H", "-f", opener.settings().knownHosts().toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("ssh-keygen.log").toFile())
            .start();
    assertEquals(0, process.waitFor());
    assertTrue(Files.readString(opener.settings().knownHosts()).contains("|1|"));
  }

  private void opens(HostKeyPolicy policy) throws Exception {
    opener.open(policy, sshd.port(), new Received(), login()).close();
  }

  private SshException refused(HostKeyPolicy policy) {
    return opener.refused(policy, sshd.port(), login());
  }

  private void refusesAll(Reason reason, int fingerprints) throws Exception {
    String before = Files.readString(opener.settings().knownHosts());
    for (HostKeyPolicy policy : HostKeyPolicy.values()) {
      SshException refused = refused(policy);
      assertEquals(reason, refused.reason(), refused::getMessage);
      assertEquals(fingerprints, refused.getMessage().split("SHA256:", -1).length - 1);
    }
    assertEquals(0, opener.person().asked().size(), "nobody may click it away");
    assertEquals(before, Files.readString(opener.settings().knownHosts()));
  }

  private static Login login() {
    return new KeyFile(sshd.clientKey("ed25519"));
  }

  private static String publicKey(Path privateKey) throws Exception {
    String[] words = Files.readString(Path.of(privateKey + ".pub")).split(" ", 3);
    return words[0] + " " + words[1];
  }
}
