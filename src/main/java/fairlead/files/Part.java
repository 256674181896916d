package fairlead.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import fairlead.ssh.RemoteFile;
import fairlead.ssh.RemotePath;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The file that collects the bytes of an upload. It is beside the target under another name, so
 * that an incomplete file is never mistaken for a complete one, and the last step is a rename.
 */
final class Part {
  private static final Pattern KEYS = Pattern.compile("[0-9a-z]{1,32}");
  private static final String SUFFIX = ".fairlead-part";
  private static final String ONLY_COPY = ".fairlead-only-copy";
  private static final Pattern NAMES =
      Pattern.compile("\\..+\\.[0-9a-z]{1,32}\\.fairlead-part", Pattern.DOTALL);

  /** Maximum bytes of a file name on nearly every file system (NAME_MAX). */
  private static final int NAME = 255;

  private static final int HASH_BYTES = 8;

  private Part() {}

  /** Whether this is a regular file with the name of a part. */
  static boolean is(RemoteFile file) {
    return file.kind() == RemoteFile.Kind.FILE && NAMES.matcher(file.path().name()).matches();
  }

  /**
   * The part of an upload, beside its target.
   *
   * @param key distinguishes local files with the same name, so that an upload continues only with
   *     the same file; 1 to 32 digits and lower-case letters
   * @return empty if the key is invalid
   */
  static Optional<RemotePath> of(RemotePath target, String key) {
    return isKey(key) ? Optional.of(named(target.parent(), target.name(), key)) : Optional.empty();
  }

  static boolean isKey(String key) {
    return key != null && KEYS.matcher(key).matches();
  }

  /**
   * The part of an upload whose target's directory takes no new files.
   *
   * @param home the directory for the part instead
   */
  static RemotePath away(RemotePath home, RemotePath target, String key) {
    // Files of the same name in different directories must not share a part.
    return named(home, target.name() + "." + hash(target.parent().bytes()), key);
  }

  /**
   * The name of a complete part while it is copied into its target, whose old content is gone by
   * then. A file of this name is removed only when the copy is complete.
   */
  static RemotePath onlyCopy(RemotePath part) {
    String name = part.name();
    return part.parent()
        .child(name.substring(0, name.length() - SUFFIX.length()).concat(ONLY_COPY));
  }

  /** The normal name of a part, from its name as only copy. */
  static RemotePath notOnlyCopy(RemotePath onlyCopy) {
    String name = onlyCopy.name();
    return onlyCopy
        .parent()
        .child(name.substring(0, name.length() - ONLY_COPY.length()).concat(SUFFIX));
  }

  static boolean isOnlyCopy(RemotePath path) {
    return path.name().endsWith(ONLY_COPY);
  }

  /** The first 64 bits of the SHA-256 hash, in hexadecimal. */
  private static String hash(String bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  private static RemotePath named(RemotePath directory, String of, String key) {
    String name = of;
    String tail = "." + key;
    int most = NAME - 1 - tail.length() - ONLY_COPY.length();
    if (name.length() > most) {
      // Two long names that begin alike must not share a part.
      String hash = hash(name);
      name = name.substring(0, most - hash.length()) + hash;
    }
    return directory.child("." + name + tail + SUFFIX);
  }
}
