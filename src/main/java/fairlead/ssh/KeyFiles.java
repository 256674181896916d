package fairlead.ssh;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.KeyPair;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Private keys from files: OpenSSH, PEM and PKCS#8; Ed25519, ECDSA, RSA. */
final class KeyFiles {
  /** An RSA key of 16,384 bits is under 13 KiB. */
  private static final int LARGEST = 64 * 1024;

  private static final int TRIES = 3;

  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private KeyFiles() {}

  /**
   * Offers the key; asks for the passphrase of an encrypted one.
   *
   * @param certificate for the key, or null
   */
  static void offer(Path path, byte[] certificate, Attempt attempt) throws SshException {
    byte[] bytes = read(path);
    try {
      KeyPair pair = KeyPair.load(new JSch(), bytes.clone(), null);
      if (pair.getKeyType() == KeyPair.DSA) {
        throw refused(path, "is a DSA key, which is no longer safe. Make an Ed25519 key", null);
      }
      byte[] passphrase = pair.isEncrypted() ? passphrase(pair, path, attempt) : null;
      attempt.key(path.toString(), bytes, certificate, passphrase);
    } catch (JSchException e) {
      throw refused(path, "is not a private key in OpenSSH, PEM or PKCS#8 format", e);
    }
  }

  private static byte[] read(Path path) throws SshException {
    try {
      if (!Files.isRegularFile(path)) {
        throw refused(path, "does not exist", null);
      }
      if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
        Set<PosixFilePermission> permissions = EnumSet.copyOf(Files.getPosixFilePermissions(path));
        permissions.retainAll(OTHERS);
        if (!permissions.isEmpty()) {
          throw refused(path, "can be read by others. Set its mode to 600", null);
        }
      }
      if (Files.size(path) > LARGEST) {
        throw refused(path, "is larger than 64 KiB, so it is no private key", null);
      }
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw refused(path, "cannot be read", e);
    }
  }

  private static byte[] passphrase(KeyPair pair, Path path, Attempt attempt) throws SshException {
    for (int i = 0; i < TRIES; i++) {
      char[][] answer =
          attempt.ask(
              new Prompt(
                  Prompt.Kind.PASSPHRASE,
                  attempt.host(),
                  "Passphrase of " + path.getFileName(),
                  i == 0 ? "The private key is encrypted." : "That was not the passphrase.",
                  List.of(new Prompt.Field("Passphrase", false))));
      // JSch takes the bytes of a PKCS#8 passphrase for characters and encodes them once more,
      // so that what is not ASCII gets through as Latin-1 only.
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

  private static byte[] bytes(char[] secret, Charset charset) {
    ByteBuffer encoded = charset.encode(CharBuffer.wrap(secret));
    byte[] bytes = new byte[encoded.remaining()];
    encoded.get(bytes);
    encoded.clear();
    while (encoded.hasRemaining()) {
      encoded.put((byte) 0);
    }
    return bytes;
  }

  private static SshException refused(Path path, String what, Throwable cause) {
    return new SshException(
        SshException.Reason.KEY_FILE,
        "The key file " + path.getFileName() + " " + what + ".",
        cause);
  }
}
