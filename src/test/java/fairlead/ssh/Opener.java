package fairlead.ssh;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Opens shells for one test, which may change its settings and prepare its person. */
final class Opener {
  private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
  private final PreparedPerson person = new PreparedPerson();
  private final SshSettings settings;
  private String user = "ada";

  /**
   * @param directory for known_hosts
   */
  Opener(Path directory) {
    settings = SshSettings.defaults(directory);
  }

  PreparedPerson person() {
    return person;
  }

  SshSettings settings() {
    return settings;
  }

  void logInAs(String name) {
    user = name;
  }

  Shell open(HostKeyPolicy policy, int port, Received received, Login... logins)
      throws SshException {
    Destination destination =
        new Destination("test", "127.0.0.1", port, user, List.of(logins), policy, true);
    return JschShells.open(
        destination, new Size(80, 24), person, received, settings, Thread::new, scheduler);
  }

  /** Opens one that must not open. */
  SshException refused(HostKeyPolicy policy, int port, Login... logins) {
    return assertThrows(
        SshException.class, () -> open(policy, port, new Received(), logins).close());
  }

  void close() throws InterruptedException {
    scheduler.shutdownNow();
    assertTrue(scheduler.awaitTermination(5, TimeUnit.SECONDS));
  }
}
