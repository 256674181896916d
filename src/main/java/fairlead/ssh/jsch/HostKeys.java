package fairlead.ssh.jsch;

import com.jcraft.jsch.HostKey;
import com.jcraft.jsch.HostKeyRepository;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.UserInfo;
import fairlead.ssh.Destination;
import fairlead.ssh.Prompt;
import fairlead.ssh.SshException;
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
 * Decides about the key that a host shows while one connection is opened.
 *
 * <p>It checks {@code known_hosts} (OpenSSH's format, including hashed names and {@code @revoked})
 * for each opening, and appends accepted keys. A changed key is refused under every policy. So is a
 * key of a new type if other keys of the host are known: an attacker may show just such a key.
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
      // A different key at port 22 does not count as a change.
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
   * Whether a {@code @cert-authority} line names this host. If so, a key without a plain line must
   * come with a certificate, under every policy. If not, certificates are not used, and the key
   * itself is checked.
   */
  boolean certified() {
    return ofHost().stream().anyMatch(line -> line.getMarker().equals(KnownHosts.AUTHORITY));
  }

  /**
   * The lines that apply to this host. On another port than 22, the lines for port 22 apply as
   * well, as in OpenSSH, whether they accept or revoke. Behind a hop, plain lines for the address
   * do not apply, because another machine may have that address elsewhere; authorities and
   * revocations do.
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
            + "), so the connection may be intercepted.");
  }

  /**
   * Where known_hosts names an authority, a key without a certificate proves nothing: anyone can
   * generate one.
   */
  private SshException uncertified(HostKey shown) {
    return new SshException(
        SshException.Reason.HOST_KEY_REFUSED,
        destination.name()
            + " showed a host key without a certificate ("
            + shown.getType()
            + " "
            + fingerprint(shown)
            + "), but known_hosts has a @cert-authority line for it, so the connection may be"
            + " intercepted. Have the host's key certified (HostCertificate in its sshd_config), or add the"
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
            + " has changed, so the connection may be intercepted. Known: "
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
                      + "\nCompare it with the fingerprint from the host's owner before you trust it.",
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
      // ConnectDeadlines.ask has recorded why.
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
        // Some editors leave the last line without a line end.
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
   * JSch looks for authorities and revoked keys here. Its comparison of names differs from ours, so
   * it gets only the lines for this host, with a pattern that matches every name.
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

  /** JSch asks for the known key types, so that it can ask the host for a key of such a type. */
  @Override
  public HostKey[] getHostKey(String host, String type) {
    return known.of(destination.identity()).stream()
        .filter(line -> type == null || type.equals(line.getType()))
        .toArray(HostKey[]::new);
  }
}
