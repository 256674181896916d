package fairlead.ssh.jsch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.jcraft.jsch.HostKey;
import com.jcraft.jsch.JSchException;
import fairlead.telemetry.Log;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The lines of a {@code known_hosts} file (sshd(8), "SSH_KNOWN_HOSTS FILE FORMAT"). JSch reads it
 * too, but does not match wildcards, so that {@code @revoked *} would revoke nothing, and one
 * broken line would hide all others.
 */
final class KnownHosts {
  static final String REVOKED = "@revoked";
  static final String AUTHORITY = "@cert-authority";

  private static final Log LOG = Log.of(KnownHosts.class);
  private static final String HASHED = "|1|";

  /** The byte order mark that some editors write, decoded as ISO 8859-1. */
  private static final String BOM = "\u00ef\u00bb\u00bf";

  private final List<HostKey> lines;

  private KnownHosts(List<HostKey> lines) {
    this.lines = lines;
  }

  /** Reads the file; empty when it does not exist. Lines without a host key are skipped. */
  static KnownHosts read(Path file) throws IOException {
    List<HostKey> lines = new ArrayList<>();
    if (Files.exists(file)) {
      int number = 0;
      for (String line : Files.readAllLines(file, ISO_8859_1)) {
        number++;
        String text = line.replace(BOM, "").strip();
        if (!text.isEmpty() && !text.startsWith("#")) {
          Optional<HostKey> key = parse(text);
          key.ifPresent(lines::add);
          if (key.isEmpty()) {
            LOG.log(Level.DEBUG, "known_hosts, line {0}: no host key", number);
          }
        }
      }
    }
    return new KnownHosts(lines);
  }

  /**
   * The lines for this host, including those with markers.
   *
   * @param name as in the file: {@code host} or {@code [host]:port}
   */
  List<HostKey> of(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lines.stream().filter(line -> names(line.getHost(), lower)).toList();
  }

  private static Optional<HostKey> parse(String line) {
    String[] words = line.split("[ \t]+", -1);
    String marker = words[0].startsWith("@") ? words[0] : "";
    int first = marker.isEmpty() ? 0 : 1;
    if (words.length >= first + 3) {
      try {
        byte[] blob = Base64.getDecoder().decode(words[first + 2]);
        if (words[first + 1].equals(type(blob))) {
          return Optional.of(new HostKey(marker, words[first], HostKey.GUESS, blob, null));
        }
      } catch (IllegalArgumentException | IndexOutOfBoundsException | JSchException notKey) {
        // Not Base64, or a key type that JSch does not know, so that this host cannot show it
        // either.
        LOG.log(Level.DEBUG, "known_hosts: not a key that can be used", notKey);
      }
    }
    return marker.equals(AUTHORITY) && words.length > first
        ? Optional.of(unusable(words[first]))
        : Optional.empty();
  }

  /**
   * An authority whose key cannot be used (such as one on a security key): it makes no certificate
   * valid, but its hosts must still show one.
   */
  private static HostKey unusable(String names) {
    try {
      return new HostKey(AUTHORITY, names, HostKey.UNKNOWN, new byte[0], null);
    } catch (JSchException e) {
      throw new IllegalStateException("The key type is not guessed", e);
    }
  }

  /** Whether the key of this line can be used. */
  static boolean usable(HostKey line) {
    return !line.getKey().isEmpty();
  }

  /** A public key begins with its type (RFC 4253 §6.6). */
  private static String type(byte[] blob) {
    ByteBuffer buffer = ByteBuffer.wrap(blob);
    int length = buffer.remaining() < 4 ? -1 : buffer.getInt();
    return length < 0 || length > buffer.remaining() ? "" : new String(blob, 4, length, UTF_8);
  }

  private static boolean names(String patterns, String name) {
    if (patterns.startsWith(HASHED)) {
      return hashes(patterns.substring(HASHED.length()).split("\\|", -1), name);
    }
    boolean found = false;
    for (String pattern : patterns.toLowerCase(Locale.ROOT).split(",", -1)) {
      boolean not = pattern.startsWith("!");
      if (matches(not ? pattern.substring(1) : pattern, name)) {
        if (not) {
          return false;
        }
        found = true;
      }
    }
    return found;
  }

  private static boolean matches(String pattern, String name) {
    boolean plain = pattern.indexOf('*') < 0 && pattern.indexOf('?') < 0;
    return plain ? pattern.equals(name) : wildcards(pattern).matcher(name).matches();
  }

  private static Pattern wildcards(String pattern) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
    }
    return Pattern.compile(regex.toString());
  }

  private static boolean hashes(String[] saltAndHash, String name) {
    if (saltAndHash.length != 2) {
      return false;
    }
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(saltAndHash[0]), "HmacSHA1"));
      return MessageDigest.isEqual(
          mac.doFinal(name.getBytes(UTF_8)), Base64.getDecoder().decode(saltAndHash[1]));
    } catch (IllegalArgumentException notBase64) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has HmacSHA1", e);
    }
  }
}
