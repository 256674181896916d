package fairlead.ssh;

import com.jcraft.jsch.HostKey;
import com.jcraft.jsch.HostKeyRepository;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.UserInfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * The host keys known when one shell is being opened, and what happens with the one that the host
 * shows.
 *
 * <p>Looks at {@code known_hosts} (OpenSSH's format, hashed names and {@code @revoked} too) for
 * each opening, and appends to it. A changed key is refused under every policy, and so is a key of
 * a kind that is not known for a host whose other keys are: an attacker may show just that.
 */
final class HostKeys implements HostKeyRepository {
  /** One writer at a time in this server; lines are appended whole. */
  private static final Object FILE = new Object();

  private final KnownHosts known;
  private final Destination destination;
  private final ConnectDeadlines deadlines;
  private final Path file;

  HostKeys(Destination destination, ConnectDeadlines deadlines, Path file) throws SshException {
    this.destination = destination;
    this.deadlines = deadlines;
    this.file = file;
    try {
      known = KnownHostsCache.read(file);
    } catch (IOException e) {
      throw new SshException(
          SshException.Reason.HOST_KEY_REFUSED,
          "The known_hosts file cannot be read, so no host key can be checked. Ask an"
              + " administrator.",
          e);
    }
  }

  @Override
  public int check(String host, byte[] key) {
    try {
      HostKey shown = new HostKey(destination.identity(), key);
      List<HostKey> lines = known.of(destination.identity());
      // Another key at port 22 does not make this one changed.
      List<HostKey> ofHost = ofHost();
      if (has(ofHost, KnownHosts.REVOKED, shown)) {
        deadlines.fail(revoked(shown));
        return NOT_INCLUDED;
      }
      if (has(ofHost, "", shown)) {
        return OK;
      }
      List<HostKey> others = lines.stream().filter(line -> line.getMarker().isEmpty()).toList();
      if (!others.isEmpty()) {
        deadlines.fail(changed(shown, others));
        return CHANGED;
      }
      if (certified()) {
        deadlines.fail(uncertified(shown));
        return NOT_INCLUDED;
      }
      return accept(shown) ? OK : NOT_INCLUDED;
    } catch (JSchException | IOException e) {
      deadlines.fail(
          new SshException(
              SshException.Reason.HOST_KEY_REFUSED,
              "The host key of " + destination.name() + " cannot be checked or stored.",
              e));
      return NOT_INCLUDED;
    }
  }

  /**
   * Whether a {@code @cert-authority} line names this host. Then a key that no plain line has must
   * come with a certificate, under every policy. If there is none, a certificate is of no use, and
   * the key is what counts.
   */
  boolean certified() {
    return ofHost().stream().anyMatch(line -> line.getMarker().equals(KnownHosts.AUTHORITY));
  }

  /**
   * Beside port 22 a line for port 22 may vouch for the host, as with OpenSSH, and revokes for it,
   * too. Behind a hop the address alone vouches for no key: it may be another machine's elsewhere.
   * Authorities and what is revoked are meant for it all the same.
   */
  private List<HostKey> ofHost() {
    String name = destination.identity();
    String there = destination.addressIdentity();
    if (destination.hasOwnIdentity()) {
      return known.of(name);
    }
    Stream<HostKey> ofAddress =
        Stream.concat(known.of(there).stream(), known.of(destination.address()).stream());
    return name.equals(there)
        ? ofAddress.distinct().toList()
        : Stream.concat(
                known.of(name).stream(), ofAddress.filter(line -> !line.getMarker().isEmpty()))
            .distinct()
            .toList();
  }

  private static boolean has(List<HostKey> lines, String marker, HostKey key) {
    return lines.stream()
        .anyMatch(line -> line.getMarker().equals(marker) && line.getKey().equals(key.getKey()));
  }

  private SshException revoked(HostKey shown) {
    return new SshException(
        SshException.Reason.HOST_KEY_REFUSED,
        "The host key of "
            + destination.name()
            + " is revoked ("
            + shown.getType()
            + " "
            + fingerprint(shown)
            + "), so somebody may be listening in.");
  }

  /** A key alone is no proof where known_hosts says who proves it: anybody can make one. */
  private SshException uncertified(HostKey shown) {
    return new SshException(
        SshException.Reason.HOST_KEY_REFUSED,
        destination.name()
            + " showed a host key without a certificate ("
            + shown.getType()
            + " "
            + fingerprint(shown)
            + "), but known_hosts has a @cert-authority line for it, so somebody may be listening"
            + " in. Have the host's key certified (HostCertificate in its sshd_config), or add the"
            + " key to known_hosts.");
  }

  private SshException changed(HostKey shown, List<HostKey> others) {
    String before =
        String.join(
            ", ", others.stream().map(one -> one.getType() + " " + fingerprint(one)).toList());
    return new SshException(
        SshException.Reason.HOST_KEY_CHANGED,
        "The host key of "
            + destination.name()
            + " has changed, so somebody may be listening in. Known: "
            + before
            + ". Shown: "
            + shown.getType()
            + " "
            + fingerprint(shown)
            + ". If the change is right, remove the old key from known_hosts.");
  }

  private boolean accept(HostKey shown) throws IOException {
    String described = shown.getType() + " " + fingerprint(shown);
    switch (destination.hostKeyPolicy()) {
      case STRICT -> {
        deadlines.fail(
            new SshException(
                SshException.Reason.HOST_KEY_UNKNOWN,
                "The host key of "
                    + destination.name()
                    + " is not known ("
                    + described
                    + "). Add it to known_hosts first."));
        return false;
      }
      case ASK -> {
        if (!trusted(described)) {
          return false;
        }
      }
      case ACCEPT_NEW -> {}
    }
    store(shown);
    return true;
  }

  private boolean trusted(String described) {
    try {
      char[][] answer =
          deadlines.ask(
              new Prompt(
                  Prompt.Kind.HOST_KEY,
                  destination.name(),
                  "Unknown host key",
                  destination.addressIdentity()
                      + " shows a host key that is not known yet:\n"
                      + described
                      + "\nCompare it with what the host's owner says before you trust it.",
                  List.of()));
      if (answer.length == 1 && "yes".equals(new String(answer[0]))) {
        return true;
      }
      deadlines.fail(
          new SshException(
              SshException.Reason.HOST_KEY_REFUSED,
              "The host key of " + destination.name() + " was not trusted."));
      return false;
    } catch (SshException e) {
      // The opening has noted it.
      return false;
    }
  }

  private void store(HostKey key) throws IOException {
    String line = key.getHost() + " " + key.getType() + " " + key.getKey() + "\n";
    synchronized (FILE) {
      if (!Files.exists(file)) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
      String before = Files.readString(file, StandardCharsets.ISO_8859_1);
      if (!before.isEmpty() && !before.endsWith("\n")) {
        // Somebody's editor left the last line open.
        line = "\n" + line;
      }
      Files.writeString(file, line, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
    }
  }

  private static String fingerprint(HostKey key) {
    try {
      byte[] blob = Base64.getDecoder().decode(key.getKey());
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(blob);
      return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  @Override
  public void add(HostKey key, UserInfo info) {
    throw new UnsupportedOperationException("Keys are stored when they are accepted");
  }

  @Override
  public void remove(String host, String type) {
    throw new UnsupportedOperationException("Keys are removed by a person, in known_hosts");
  }

  @Override
  public void remove(String host, String type, byte[] key) {
    throw new UnsupportedOperationException("Keys are removed by a person, in known_hosts");
  }

  @Override
  public String getKnownHostsRepositoryID() {
    return file.toString();
  }

  /**
   * JSch looks for authorities and revoked keys here. It would compare their names in its own way,
   * so it gets those that speak of this host, for whatever name.
   */
  @Override
  public HostKey[] getHostKey() {
    return ofHost().stream()
        .filter(line -> !line.getMarker().isEmpty())
        .filter(KnownHosts::usable)
        .map(HostKeys::forEveryName)
        .toArray(HostKey[]::new);
  }

  private static HostKey forEveryName(HostKey line) {
    try {
      byte[] key = Base64.getDecoder().decode(line.getKey());
      return new HostKey(line.getMarker(), "*", HostKey.GUESS, key, null);
    } catch (JSchException e) {
      throw new IllegalStateException("It was a key before", e);
    }
  }

  /** JSch asks for the types that are known, to ask the host for a key of such a type. */
  @Override
  public HostKey[] getHostKey(String host, String type) {
    return known.of(destination.identity()).stream()
        .filter(line -> type == null || type.equals(line.getType()))
        .toArray(HostKey[]::new);
  }
}
