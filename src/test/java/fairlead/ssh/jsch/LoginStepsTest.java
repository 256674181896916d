package fairlead.ssh.jsch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.ssh.Destination;
import fairlead.ssh.Exit;
import fairlead.ssh.HostKeyPolicy;
import fairlead.ssh.Login;
import fairlead.ssh.SshException;
import fairlead.ssh.SshException.Reason;
import fairlead.ssh.login.KeyFile;
import fairlead.testing.OpenSshServer;
import fairlead.testing.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OpenSSH servers that want several keys, that refuse, and that let in without a shell. */
@Timeout(60)
@EnabledIf("fairlead.testing.OpenSshServer#available")
class LoginStepsTest {
  @TempDir private Path directory;
  private Opener opener;
  private OpenSshServer sshd;

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
  @CsvSource(
      delimiter = ';',
      value = {
        "publickey,publickey; ed25519,rsa",
        "publickey,publickey; stranger,ed25519,missing,ecdsa",
        "publickey,publickey,publickey; rsa,ed25519,ecdsa",
        "publickey; missing,ed25519",
        "publickey; broken,missing,public,ecdsa",
      })
  void aHostThatWantsSeveralKeysGetsThem(String methods, String keys) throws Exception {
    start("AuthenticationMethods " + methods);
    Received received = new Received();
    opener.open(destination(keys), received).close();
    assertTrue(opener.person().asked().isEmpty());
  }

  @Test
  void aKeyThatWasTakenIsNotOfferedForTheNext() throws Exception {
    start("AuthenticationMethods publickey,publickey", "MaxAuthTries 2");
    SshException refused = refused("ed25519");
    assertEquals(Reason.AUTHENTICATION_REFUSED, refused.reason(), refused::getMessage);
    assertTrue(
        refused
            .getMessage()
            .endsWith("Fairlead is configured to use: key. The host offers: publickey."),
        refused::getMessage);
  }

  @Test
  void aRefusalSaysWhichKeysCouldNotBeTried() throws Exception {
    start();
    SshException refused = refused("missing,stranger");
    assertEquals(Reason.AUTHENTICATION_REFUSED, refused.reason(), refused::getMessage);
    assertTrue(
        refused.getMessage().contains("\nThe key file missing does not exist."),
        refused::getMessage);
  }

  @Test
  void withoutAnyUsableKeyTheHostIsNotDialled() throws Exception {
    start();
    SshException refused = refused("missing,broken");
    assertEquals(Reason.KEY_FILE, refused.reason());
    assertEquals(
        "The key file missing does not exist.\nThe key file broken is not a private key in OpenSSH,"
            + " PEM or PKCS#8 format.",
        refused.getMessage());
    assertTrue(!sshd.log().contains("Connection from"), sshd::toString);
  }

  @Test
  void tooManyTriesAreSaidInTheHostsWordsAndNotInTheProtocols() throws Exception {
    start("MaxAuthTries 1");
    SshException refused = refused("stranger,ed25519");
    assertEquals(Reason.AUTHENTICATION_REFUSED, refused.reason(), refused::getMessage);
    assertTrue(
        refused.getMessage().endsWith("\nhost said: Too many authentication failures"),
        refused::getMessage);
    assertNoLibrary(refused);
  }

  @Test
  void theBannerIsShownWithItsLines() throws Exception {
    Path banner = directory.resolve("banner");
    Files.writeString(banner, "Authorised\r\nuse \u001b[31monly\u202e.\n");
    start("Banner " + banner);
    opener.open(destination("ed25519"), new Received()).close();
    assertEquals("Authorised\nuse [31monly.", opener.person().banner());
  }

  @Test
  void anAccountWithoutTerminalsIsSaidToHaveNone() throws Exception {
    start("PermitTTY no");
    SshException refused = refused("ed25519");
    assertEquals(Reason.NO_SHELL, refused.reason(), refused::getMessage);
    assertTrue(refused.getMessage().contains("PermitTTY no"), refused::getMessage);
    opener.files(destination("ed25519")).close();
  }

  @Test
  void aHostThatOpensNoSessionIsSaidToOpenNone() throws Exception {
    start("MaxSessions 0");
    SshException refused = refused("ed25519");
    assertEquals(Reason.CHANNEL, refused.reason(), refused::getMessage);
    assertTrue(refused.getMessage().contains("MaxSessions 0"), refused::getMessage);
    SshException noFiles =
        assertThrows(SshException.class, () -> opener.files(destination("ed25519")).close());
    assertTrue(noFiles.getMessage().contains("MaxSessions 0"), noFiles::getMessage);
  }

  @Test
  void anAccountForFilesOnlyEndsItsShellAtOnceAndHasFiles() throws Exception {
    start("ForceCommand internal-sftp");
    Received received = new Received();
    opener.open(destination("ed25519"), received);
    assertEquals(new Exit.Status(1), received.end());
    opener.files(destination("ed25519")).close();
  }

  @Test
  void aStartUpFileThatPrintsIsToldFromAMissingSubsystem() throws Exception {
    start("ForceCommand echo Welcome home; cat");
    SshException refused =
        assertThrows(SshException.class, () -> opener.files(destination("ed25519")).close());
    assertEquals(Reason.CHANNEL, refused.reason());
    assertTrue(refused.getMessage().contains("“Welcome home”"), refused::getMessage);
    assertTrue(refused.getMessage().contains("start-up file"), refused::getMessage);
    assertNoLibrary(refused);
  }

  @Test
  void aHostWithSha1AloneIsToldAllThatItOffersAndWhatWouldDo() throws Exception {
    start(
        "KexAlgorithms diffie-hellman-group14-sha1,diffie-hellman-group1-sha1",
        "HostKeyAlgorithms ssh-rsa",
        "HostKey " + directory.resolve("sshd/client_rsa"),
        "Ciphers aes128-cbc,3des-cbc",
        "MACs hmac-sha1");
    SshException refused = refused("ed25519");
    assertEquals(Reason.ALGORITHMS, refused.reason(), refused::getMessage);
    for (String part :
        List.of(
            "key exchange only: diffie-hellman-group14-sha1,diffie-hellman-group1-sha1",
            "host keys only: ssh-rsa",
            "ciphers only: aes128-cbc,3des-cbc",
            "MACs only: hmac-sha1",
            "Fairlead accepts for host keys: ssh-ed25519,",
            "Update its SSH server")) {
      assertTrue(refused.getMessage().contains(part), refused::getMessage);
    }
    assertNoLibrary(refused);
  }

  private static void assertNoLibrary(SshException e) {
    for (String word : List.of("SSH_MSG", "JSch", "Exception", "jsch", "algorithmName")) {
      assertTrue(!e.getMessage().contains(word), e::getMessage);
    }
  }

  private void start(String... settings) throws Exception {
    sshd = OpenSshServer.start(directory.resolve("sshd"), settings);
    Path stranger = directory.resolve("stranger");
    Program.run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", stranger);
    Files.writeString(directory.resolve("broken"), "-----BEGIN OPENSSH PRIVATE KEY-----\n");
    Files.copy(Path.of(stranger + ".pub"), directory.resolve("public"));
    for (String name : List.of("broken", "public")) {
      Files.setPosixFilePermissions(
          directory.resolve(name),
          java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
    }
  }

  private SshException refused(String keys) {
    return assertThrows(
        SshException.class, () -> opener.open(destination(keys), new Received()).close());
  }

  private Destination destination(String keys) {
    List<Login> logins =
        Stream.of(keys.split(",", -1)).<Login>map(name -> new KeyFile(key(name))).toList();
    return new Destination(
        "host", "127.0.0.1", sshd.port(), sshd.user(), logins, HostKeyPolicy.ACCEPT_NEW, true);
  }

  private Path key(String name) {
    return List.of("ed25519", "rsa", "ecdsa").contains(name)
        ? sshd.clientKey(name)
        : directory.resolve(name);
  }
}
