package fairlead.ssh.login;

import fairlead.settings.Defaults;
import fairlead.ssh.SshException;
import fairlead.ssh.SshSettings;
import java.security.Security;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Issues a certificate, and says what the JVM has afterwards that it had not before. */
final class IssuingJvm {
  private IssuingJvm() {}

  /**
   * Issues one.
   *
   * @param arguments the authority's key file
   */
  public static void main(String[] arguments) throws SshException {
    SshSettings settings = Defaults.of(new SshSettings());
    Defaults.set(settings, "fairlead.ssh.user-ca", Optional.of(arguments[0]));
    List<String> before = providers();
    Set<Thread> threads = Thread.getAllStackTraces().keySet();
    Instant now = Instant.now();
    new UserCertificate("Ada", "root", now, now.plusSeconds(60), Map.of(), Map.of())
        .certify(EphemeralKey.generate().publicKey(), new AuthorityFile(settings));
    boolean same =
        providers().equals(before) && threads.containsAll(Thread.getAllStackTraces().keySet());
    System.out.println(
        same ? "as before" : providers() + " " + Thread.getAllStackTraces().keySet());
  }

  private static List<String> providers() {
    return Arrays.stream(Security.getProviders()).map(Object::toString).toList();
  }
}
