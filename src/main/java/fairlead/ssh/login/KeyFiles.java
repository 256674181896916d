package fairlead.ssh.login;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.KeyPair;
import fairlead.ssh.LoginAttempt;
import fairlead.ssh.Prompt;
import fairlead.ssh.SshException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Private keys from files: OpenSSH, PEM and PKCS#8; Ed25519, ECDSA, RSA. */
public final class KeyFiles {
  /** An RSA key of 16,384 bits is under 13 KiB. */
  private static final int LARGEST = 64 * 1024;

  private static final int TRIES = 3;

  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  /** A line of a {@code .pub} file, or RFC 4716's and PEM's formats. */
  private static final Pattern PUBLIC =
      Pattern.compile(
          "(?:sk-)?(?:ssh|ecdsa)-[-\\w.@]+[ \\t]|---- BEGIN SSH2 PUBLIC|-----BEGIN (?:\\w+ )?PUBLIC"
              + " KEY");

  private KeyFiles() {}

  /**
   * Offers the key; asks for the passphrase of an encrypted one.
   *
   * @param certificate for the key, or null
   */
  static void offer(Path path, byte[] certificate, LoginAttempt attempt) throws SshException {
    byte[] bytes = read(path);
    refuseOthers(path, new String(bytes, ISO_8859_1));
    try {
      KeyPair pair = KeyPair.load(new JSch(), bytes.clone(), null);
      if (pair.getKeyType() == KeyPair.DSA) {
        throw refused(path, "is a DSA key, which is no longer safe. Make an Ed25519 key", null);
      }
      byte[] passphrase = pair.isEncrypted() ? passphrase(pair, path, attempt) : null;
      attempt.key(path.getFileName().toString(), bytes, certificate, passphrase);
    } catch (JSchException e) {
      throw refused(path, "is not a private key in OpenSSH, PEM or PKCS#8 format", e);
    }
  }

  /** Refuses files that are often mistaken for a usable private key. */
  private static void refuseOthers(Path path, String text) throws SshException {
    String begin = text.stripLeading();
    if (begin.isEmpty()) {
      throw refused(path, "is empty", null);
    }
    if (PUBLIC.matcher(begin).lookingAt()) {
      throw refused(
          path,
          "is a public key or a certificate. Name the private key that belongs to it (the file"
              + " without .pub)",
          null);
    }
    if (begin.startsWith("PuTTY-User-Key-File")) {
      throw refused(
          path,
          "is in PuTTY's format. Convert it: puttygen KEY -O private-openssh -o NEW-KEY",
          null);
    }
  }

  /** Reads a private key file, which other accounts must not be able to read. */
  static byte[] read(Path path) throws SshException {
    try {
      attributes(path, "private key");
      if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
        if (permissions.stream().anyMatch(OTHERS::contains)) {
          throw refused(path, "can be read by others. Set its mode to 600", null);
        }
      }
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw refused(path, unreadable(e), e);
    }
  }

  /** Reads a certificate file, which others may read, too: it is not secret. */
  static byte[] readCertificate(Path path) throws SshException {
    try {
      attributes(path, "certificate");
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw refused(path, unreadable(e), e);
    }
  }

  /** Refuses large files, and all but regular ones: reading from a pipe might wait for ever. */
  private static void attributes(Path path, String kind) throws IOException, SshException {
    BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
    if (!file.isRegularFile()) {
      throw refused(
          path, file.isDirectory() ? "is a directory, not a file" : "is not a regular file", null);
    }
    if (file.size() > LARGEST) {
      throw refused(path, "is larger than 64 KiB, so it is no " + kind, null);
    }
  }

  /** Why it cannot be read, as the rest of a sentence that begins with the file's name. */
  static String unreadable(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "does not exist";
    }
    return e instanceof AccessDeniedException
        ? "cannot be read by the account that runs this server. Make that account its owner, and"
            + " let it enter the directory"
        : "cannot be read: the disk or the path has an error";
  }

  private static byte[] passphrase(KeyPair pair, Path path, LoginAttempt attempt)
      throws SshException {
    for (int i = 0; i < TRIES; i++) {
      char[][] answer =
          attempt.ask(
              new Prompt(
                  Prompt.Kind.PASSPHRASE,
                  attempt.host(),
                  "Passphrase of " + path.getFileName(),
                  i == 0 ? "The private key is encrypted." : "The passphrase is wrong. Try again.",
                  List.of(new Prompt.Field("Passphrase", false))));
      // JSch treats the bytes of a PKCS#8 passphrase as characters and encodes them again, so that
      // characters beyond ASCII only work as Latin-1.
      for (Charset charset : List.of(UTF_8, ISO_8859_1)) {
        byte[] passphrase = bytes(answer[0], charset);
        if (pair.decrypt(passphrase.clone())) {
          Arrays.fill(answer[0], '\0');
          return passphrase;
        }
        Arrays.fill(passphrase, (byte) 0);
      }
      Arrays.fill(answer[0], '\0');
    }
    throw refused(path, "could not be decrypted: wrong passphrase", null);
  }

  /** Encodes a secret and wipes the intermediate buffer. */
  public static byte[] bytes(char[] secret, Charset charset) {
    ByteBuffer encoded = charset.encode(CharBuffer.wrap(secret));
    byte[] bytes = new byte[encoded.remaining()];
    encoded.get(bytes);
    encoded.clear();
    while (encoded.hasRemaining()) {
      encoded.put((byte) 0);
    }
    return bytes;
  }

  static SshException refused(Path path, String what, Throwable cause) {
    return new SshException(
        SshException.Reason.KEY_FILE,
        "The key file " + path.getFileName() + " " + what + ".",
        cause);
  }
}
