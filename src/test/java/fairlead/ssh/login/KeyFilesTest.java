package fairlead.ssh.login;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.KeyPair;
import fairlead.ssh.HostKeyPolicy;
import fairlead.ssh.Login;
import fairlead.ssh.Prompt;
import fairlead.ssh.SshException;
import fairlead.ssh.SshException.Reason;
import fairlead.ssh.jsch.Opener;
import fairlead.ssh.jsch.Received;
import fairlead.testing.OpenSshServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every format in which people have their keys, at a real OpenSSH server. */
@Timeout(30)
@EnabledIf("fairlead.testing.OpenSshServer#available")
class KeyFilesTest {
  private static final String PASSPHRASE = "correct hörse";

  @TempDir private static Path shared;
  private static OpenSshServer sshd;

  @TempDir private Path directory;
  private Opener opener;

  @BeforeAll
  static void startHost() throws Exception {
    sshd = OpenSshServer.start(shared.resolve("sshd"));
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
  @CsvSource({
    "RFC4716, ed25519, 256, BEGIN OPENSSH PRIVATE KEY",
    "RFC4716, ecdsa, 256, BEGIN OPENSSH PRIVATE KEY",
    "RFC4716, ecdsa, 384, BEGIN OPENSSH PRIVATE KEY",
    "RFC4716, ecdsa, 521, BEGIN OPENSSH PRIVATE KEY",
    "RFC4716, rsa, 3072, BEGIN OPENSSH PRIVATE KEY",
    "PEM, rsa, 2048, BEGIN RSA PRIVATE KEY",
    "PEM, ecdsa, 256, BEGIN EC PRIVATE KEY",
    "PEM, ecdsa, 384, BEGIN EC PRIVATE KEY",
    "PEM, ecdsa, 521, BEGIN EC PRIVATE KEY",
    "PKCS8, rsa, 2048, PRIVATE KEY",
    "PKCS8, ecdsa, 256, PRIVATE KEY",
    "PKCS8, ecdsa, 384, PRIVATE KEY",
    "PKCS8, ecdsa, 521, PRIVATE KEY",
  })
  void aKeyOfSshKeygenLogsInPlainAndEncrypted(
      String format, String type, String bits, String header) throws Exception {
    for (String passphrase : List.of("", PASSPHRASE)) {
      Path key = directory.resolve("key" + passphrase.length());
      run("ssh-keygen", "-q", "-m", format, "-t", type, "-b", bits, "-N", passphrase, "-f", key);
      assertTrue(Files.readString(key).contains(header), format);
      sshd.authorize(Files.readString(Path.of(key + ".pub")));
      logsIn(key, !passphrase.isEmpty());
    }
  }

  /** One of many: OpenSSH's format has no leading zeros, so it is shorter than others. */
  @ParameterizedTest
  @CsvSource({"P-384, 48, 2b81040022", "P-521, 66, 2b81040023"})
  void aKeyWhoseNumberIsSmallLogsInAsAnyOther(String curve, int length, String oid)
      throws Exception {
    byte[] number = new byte[length];
    Arrays.fill(number, length - 47, length, (byte) 0x17);
    String hex = HexFormat.of().formatHex(number);
    // RFC 5915 §3: version 1, the number, the curve; openssl adds the public key.
    String der = "30%02x02010104%02x%sa0070605%s".formatted(length + 14, length, hex, oid);
    Path bare = directory.resolve("bare");
    writePem(bare, "EC PRIVATE KEY", HexFormat.of().parseHex(der));
    Path key = directory.resolve("key");
    run("openssl", "ec", "-in", bare, "-out", key);
    protect(key);
    run("ssh-keygen", "-p", "-q", "-P", "", "-N", "", "-f", key);
    assertTrue(Files.readString(key).contains("BEGIN OPENSSH PRIVATE KEY"), curve);
    sshd.authorize(new String(run("ssh-keygen", "-y", "-f", key), UTF_8));
    logsIn(key, false);
  }

  // ssh-keygen writes Ed25519 in its own format only.
  @Test
  void anEd25519KeyInPkcs8LogsInPlainAndEncrypted() throws Exception {
    Path plain = directory.resolve("plain");
    run("openssl", "genpkey", "-algorithm", "ed25519", "-out", plain);
    protect(plain);
    authorizeEd25519(plain);
    logsIn(plain, false);
    Path encrypted = directory.resolve("encrypted");
    String pass = "pass:" + PASSPHRASE;
    run("openssl", "pkcs8", "-topk8", "-in", plain, "-out", encrypted, "-passout", pass);
    protect(encrypted);
    assertTrue(Files.readString(encrypted).contains("BEGIN ENCRYPTED PRIVATE KEY"));
    logsIn(encrypted, true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"RFC4716", "PEM", "PKCS8"})
  void threeWrongPassphrasesAreARefusalThatRepeatsNone(String format) throws Exception {
    Path key = directory.resolve("key");
    run("ssh-keygen", "-q", "-m", format, "-t", "rsa", "-N", PASSPHRASE, "-f", key);
    for (String wrong : List.of("", "hunter2", "correct horse")) {
      opener.person().answers(wrong);
    }
    String sentence = refused(key);
    assertEquals("The key file key could not be decrypted: wrong passphrase.", sentence);
    assertEquals(3, opener.person().asked().size());
  }

  @Test
  void aDsaKeyIsRefusedInEveryFormat() throws Exception {
    KeyPair pair = KeyPair.genKeyPair(new JSch(), KeyPair.DSA, 1024);
    Path pem = directory.resolve("pem");
    pair.writePrivateKey(pem.toString());
    assertTrue(Files.readString(pem).contains("BEGIN DSA PRIVATE KEY"));
    Path openssh = directory.resolve("openssh");
    pair.writeOpenSSHv1PrivateKey(Files.newOutputStream(openssh), null);
    Path pkcs8 = directory.resolve("pkcs8");
    java.security.KeyPairGenerator dsa = java.security.KeyPairGenerator.getInstance("DSA");
    dsa.initialize(1024);
    writePem(pkcs8, "PRIVATE KEY", dsa.generateKeyPair().getPrivate().getEncoded());
    for (Path key : List.of(pem, openssh, pkcs8)) {
      protect(key);
      String sentence = refused(key);
      assertTrue(sentence.contains("DSA"), sentence);
      assertTrue(sentence.contains("Ed25519"), sentence);
    }
  }

  @Test
  void whatIsNoPrivateKeyIsRefusedBeforeTheHostIsAsked() throws Exception {
    Path good = directory.resolve("good");
    run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", good);
    String text = Files.readString(good);
    List<String> broken = new ArrayList<>();
    broken.add("not a key");
    for (int cut = 29; cut < text.indexOf("-----END"); cut += 29) {
      broken.add(text.substring(0, cut));
    }
    for (String kind : List.of("", "RSA ", "EC ", "DSA ", "OPENSSH ")) {
      String label = kind + "PRIVATE KEY";
      broken.add(pem(label, new byte[0]));
      broken.add(pem(label, new byte[500]));
      broken.add(pem(label, "openssh-key-v1\0\u007f\u007f\u007f\u007f".getBytes(UTF_8)));
      // DER: a sequence that claims 2 GiB.
      broken.add(pem(label, new byte[] {0x30, (byte) 0x84, 0x7f, -1, -1, -1, 2, 1, 0}));
    }
    Path key = directory.resolve("key");
    for (String one : broken) {
      Files.writeString(key, one);
      protect(key);
      SshException refused = refusal(key);
      assertEquals(Reason.KEY_FILE, refused.reason(), () -> one + " " + refused.getMessage());
      assertEquals(
          "The key file key is not a private key in OpenSSH, PEM or PKCS#8 format.",
          refused.getMessage());
    }
  }

  @Test
  void aFileOfAMegabyteIsNotEvenRead() throws Exception {
    Path key = Files.write(directory.resolve("key"), new byte[1 << 20]);
    protect(key);
    assertTrue(refused(key).contains("64 KiB"));
    assertTrue(refused(directory.resolve("missing")).contains("does not exist"));
    assertTrue(refused(directory).contains("is a directory"));
    Path pipe = directory.resolve("pipe");
    run("mkfifo", "-m", "600", pipe);
    assertTrue(refused(pipe).contains("is not a regular file"));
    assertTrue(refused(directory.resolve("missing/key")).contains("does not exist"));
  }

  @Test
  void whatPeopleTakeForAPrivateKeyIsNamed() throws Exception {
    Path key = directory.resolve("key");
    Path good = directory.resolve("good");
    run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", good);
    for (String[] one :
        new String[][] {
          {"", "is empty"},
          {"\r\n \n", "is empty"},
          {Files.readString(Path.of(good + ".pub")), "is a public key"},
          {"ecdsa-sha2-nistp256-cert-v01@openssh.com AAAA", "is a public key or a certificate"},
          {"---- BEGIN SSH2 PUBLIC KEY ----\n", "is a public key"},
          {pem("PUBLIC KEY", new byte[40]), "is a public key"},
          {"PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\n", "is in PuTTY's format"},
        }) {
      Files.writeString(key, one[0]);
      protect(key);
      String sentence = refused(key);
      assertTrue(sentence.startsWith("The key file key " + one[1]), sentence);
    }
  }

  @Test
  void aKeyWithTheLineEndsOfWindowsLogsIn() throws Exception {
    Path key = directory.resolve("key");
    run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key);
    sshd.authorize(Files.readString(Path.of(key + ".pub")));
    Files.writeString(key, Files.readString(key).replace("\n", "\r\n"));
    logsIn(key, false);
  }

  @Test
  void aKeyThatNobodyMayReadIsToldFromOneThatIsMissing() throws Exception {
    Path key = directory.resolve("key");
    run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key);
    sshd.authorize(Files.readString(Path.of(key + ".pub")));
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("---------"));
    if (Files.isReadable(key)) {
      // To root, who runs this, modes mean nothing.
      logsIn(key, false);
    } else {
      assertTrue(refused(key).contains("cannot be read by the account"));
    }
    String denied = KeyFiles.unreadable(new java.nio.file.AccessDeniedException("/secret/place"));
    assertTrue(denied.startsWith("cannot be read by the account"), denied);
    assertFalse(denied.contains("/secret"), denied);
  }

  private void logsIn(Path key, boolean encrypted) throws Exception {
    if (encrypted) {
      opener.person().answers("wrong");
      opener.person().answers(PASSPHRASE);
    }
    int before = opener.person().asked().size();
    Login login = new KeyFile(key);
    opener.open(HostKeyPolicy.ACCEPT_NEW, sshd.port(), new Received(), login).close();
    List<Prompt> asked = opener.person().asked();
    assertEquals(encrypted ? 2 : 0, asked.size() - before);
    for (Prompt prompt : asked) {
      assertEquals(Prompt.Kind.PASSPHRASE, prompt.kind());
      assertFalse(prompt.fields().get(0).echo());
    }
  }

  private String refused(Path key) {
    SshException refused = refusal(key);
    assertEquals(Reason.KEY_FILE, refused.reason());
    return refused.getMessage();
  }

  private SshException refusal(Path key) {
    return opener.refused(HostKeyPolicy.ACCEPT_NEW, sshd.port(), new KeyFile(key));
  }

  /** Its public half: the last 32 bytes of the DER that openssl gives (RFC 8410 §4). */
  private static void authorizeEd25519(Path key) throws Exception {
    byte[] der = run("openssl", "pkey", "-in", key, "-pubout", "-outform", "DER");
    java.io.ByteArrayOutputStream blob = new java.io.ByteArrayOutputStream();
    java.io.DataOutputStream fields = new java.io.DataOutputStream(blob);
    byte[] name = "ssh-ed25519".getBytes(UTF_8);
    fields.writeInt(name.length);
    fields.write(name);
    fields.writeInt(32);
    fields.write(der, der.length - 32, 32);
    sshd.authorize("ssh-ed25519 " + Base64.getEncoder().encodeToString(blob.toByteArray()));
  }

  private static String pem(String label, byte[] content) {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, lines, label);
  }

  private static void writePem(Path file, String label, byte[] content) throws IOException {
    Files.writeString(file, pem(label, content));
  }

  private static void protect(Path key) throws IOException {
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
  }

  /** What the program wrote. */
  private static byte[] run(Object... command) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>();
    for (Object word : command) {
      words.add(word.toString());
    }
    Process process =
        new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    process.getOutputStream().close();
    try (InputStream out = process.getInputStream()) {
      byte[] written = out.readAllBytes();
      assertEquals(0, process.waitFor(), words::toString);
      return written;
    }
  }
}
