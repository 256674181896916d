package fairlead.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.access.Person;
import fairlead.access.Registry;
import fairlead.access.Role;
import fairlead.access.SignedOut;
import fairlead.admission.Granting;
import fairlead.failure.Refused;
import fairlead.hosts.Host;
import fairlead.hosts.Hosts;
import fairlead.policy.Decision;
import fairlead.policy.Decision.Denied;
import fairlead.policy.Decision.Granted;
import fairlead.policy.Decision.Part;
import fairlead.policy.Limits;
import fairlead.policy.Policy;
import fairlead.policy.PolicySettings;
import fairlead.policy.Target;
import fairlead.settings.Defaults;
import fairlead.ssh.ConnectRequest;
import fairlead.ssh.Destination;
import fairlead.ssh.FileSession;
import fairlead.ssh.FileSessions;
import fairlead.ssh.HostKeyPolicy;
import fairlead.ssh.Prompt;
import fairlead.ssh.RemotePath;
import fairlead.ssh.SshException;
import fairlead.ssh.login.Password;
import fairlead.testing.LogLines;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of open files when the rules change. */
@Timeout(30)
class FilePanelsTest {
  private final Person ada = new Person("ada", Set.of(Role.OPERATOR), "login");
  private final FixedPolicy policy = new FixedPolicy();
  private final FixedRegistry registry = new FixedRegistry();
  private final MemoryFiles files = new MemoryFiles();
  private FilePanels panels;
  private final List<Thread> started = new ArrayList<>();
  private volatile boolean asking;
  private FilePanel panel;

  @BeforeEach
  void open() throws Exception {
    FileSessions sessions =
        new FileSessions() {
          @Override
          public FileSession open(ConnectRequest request) throws SshException {
            if (asking) {
              request
                  .interaction()
                  .prompter()
                  .ask(new Prompt(Prompt.Kind.PASSWORD, "web-1", "Password", "", "", List.of()));
            }
            return files;
          }
        };
    panels =
        new FilePanels(
            Defaults.of(new FilesSettings()),
            Defaults.of(new PolicySettings()),
            Granting.admissions(new OneHost(), policy, null, sessions),
            null,
            registry,
            work -> {
              Thread thread = new Thread(work);
              started.add(thread);
              return thread;
            });
    panel = panels.open(ada, "web-1", "deploy");
    while (panel.session() == null) {
      Thread.onSpinWait();
    }
  }

  @Test
  void aPanelBelongsToTheLoginThatOpenedIt() throws Exception {
    Person elsewhere = new Person("ada", Set.of(Role.OPERATOR), "another login");
    assertEquals(panel, panels.find(elsewhere, panel.id()));
    panels.signedOut(new SignedOut("another login", false));
    assertEquals(panel, panels.find(ada, panel.id()));
    panels.signedOut(new SignedOut("login", false));
    assertThrows(Refused.class, () -> panels.find(ada, panel.id()));
  }

  @Test
  void whatIsTakenAwayIsClosedAndSaysWhy() throws Exception {
    Transfer transfer = begin(Transfer.Direction.DOWNLOAD);
    policy.decision = new Denied("", Part.HOURS, "why", "You may not open web-1 now.");
    panels.tick(System.nanoTime());
    assertFalse(files.open());
    assertEquals(
        Optional.of(
            "Fairlead closed the files of web-1 because you may no longer use this host. Ask an"
                + " administrator."),
        panels.look(ada, panel.id()).failure());
    assertEquals(404, refused(ada).failure().status(), "nothing can be done with it");
    assertTrue(transfer.cancel(), "its stream ends with the session");
  }

  @Test
  void whyItWasClosedIsForItsOwnPersonAlone() {
    policy.decision = new Denied("", Part.HOURS, "why", "sentence");
    panels.tick(System.nanoTime());
    Person other = new Person("grace", Set.of(Role.OPERATOR), "other");
    Refused refused = assertThrows(Refused.class, () -> panels.look(other, panel.id()));
    assertEquals(404, refused.failure().status());
  }

  @Test
  void whyItWasClosedIsForgottenAfterAWhile() {
    policy.decision = new Denied("", Part.HOURS, "why", "sentence");
    panels.tick(System.nanoTime());
    panels.tick(System.nanoTime() + TimeUnit.MINUTES.toNanos(11));
    assertThrows(Refused.class, () -> panels.look(ada, panel.id()));
  }

  @Test
  void whatNobodyUsesIsClosedAndSaysWhy() throws Exception {
    panels.tick(System.nanoTime() + TimeUnit.MINUTES.toNanos(11));
    assertFalse(files.open());
    assertTrue(panels.look(ada, panel.id()).failure().orElseThrow().contains("they were idle"));
  }

  @Test
  void aPanelEndsWithTheTokenThatOpenedIt() throws Exception {
    panel.until(Instant.now().plusSeconds(60));
    panels.tick(System.nanoTime());
    assertTrue(files.open());
    Transfer transfer = begin(Transfer.Direction.DOWNLOAD);
    AtomicInteger aborted = new AtomicInteger();
    transfer.whenCancelled(aborted::incrementAndGet);
    panel.until(Instant.now().minusSeconds(1));
    panels.tick(System.nanoTime());
    assertFalse(files.open());
    assertEquals(1, aborted.get());
    assertEquals(
        Optional.of("The files were closed because the token that opened them has expired."),
        panels.look(ada, panel.id()).failure());
  }

  @Test
  void theLogSaysOnceWhyAnOpeningEnded() throws Exception {
    panels.close(panel);
    try (LogLines log = LogLines.of(FilePanels.class)) {
      FilePanel cancelled = openAsking();
      cancelled.state().answer(cancelled.state().state().question(), null);
      joinAll();
      assertEquals(List.of("Opening the files of web-1 was cancelled by ada"), log.lines());
    }
    try (LogLines log = LogLines.of(FilePanels.class)) {
      panels.signedOut(new SignedOut("login", true));
      FilePanel drained = openAsking();
      panels.end();
      joinAll();
      assertEquals(
          List.of(
              "Files of web-1, opened by ada, ended: The files were closed because you signed out.",
              "Files of web-1, opened by ada, ended: This Fairlead server is being stopped. Open"
                  + " the files again in a minute."),
          log.lines());
      assertTrue(drained.closed().isPresent());
    }
  }

  private FilePanel openAsking() throws Exception {
    asking = true;
    FilePanel opening = panels.open(ada, "web-1", "deploy");
    while (opening.state().state().prompt() == null) {
      Thread.onSpinWait();
    }
    return opening;
  }

  private void joinAll() throws InterruptedException {
    for (Thread one : started) {
      one.join();
    }
  }

  @Test
  void onlyTheDirectionThatIsTakenAwayEnds() {
    Transfer up = begin(Transfer.Direction.UPLOAD);
    Transfer down = begin(Transfer.Direction.DOWNLOAD);
    policy.decision = new Granted("rule", limits(false, true));
    panels.tick(System.nanoTime());
    assertTrue(up.cancelled());
    assertFalse(down.cancelled());
    assertTrue(files.open());
  }

  @Test
  void whoIsKnownNoMoreHasNoFilesOpen() throws Exception {
    registry.again = Optional.empty();
    recheck();
    while (files.open()) {
      Thread.onSpinWait();
    }
    assertTrue(panels.look(ada, panel.id()).failure().orElseThrow().contains("no longer"));
  }

  @Test
  void thePolicyIsAskedAboutThePersonAsTheyAreNow() throws Exception {
    registry.again =
        Optional.of(new Person("ada", Set.of(Role.OPERATOR), Set.of("new"), "", "login"));
    recheck();
    while (!policy.person.groups().equals(Set.of("new"))) {
      Thread.onSpinWait();
    }
    panels.find(ada, panel.id());
    assertEquals(Set.of("new"), policy.person.groups(), "and not as they signed in");
  }

  @Test
  void aRoundComesEveryInterval() {
    registry.again = Optional.empty();
    panels.tick(System.nanoTime());
    assertTrue(files.open());
    recheck();
    while (files.open()) {
      Thread.onSpinWait();
    }
  }

  /** Begins a round, on a thread of its own. */
  private void recheck() {
    panels.tick(System.nanoTime() + TimeUnit.MINUTES.toNanos(2));
  }

  private Transfer begin(Transfer.Direction direction) {
    return panel.begin(direction, new RemotePath("/" + direction), 6).orElseThrow();
  }

  private Refused refused(Person person) {
    return assertThrows(Refused.class, () -> panels.find(person, panel.id()));
  }

  private static Limits limits(boolean upload, boolean download) {
    Limits all = Limits.none();
    return new Limits(
        all.idle(),
        all.maximum(),
        all.grace(),
        all.terminals(),
        all.perHost(),
        false,
        false,
        upload,
        download,
        List.of());
  }

  private static final class OneHost extends Hosts {
    @Override
    public Optional<Host> find(String name) {
      Destination destination =
          new Destination(
              name, "127.0.0.1", 22, "deploy", List.of(new Password()), HostKeyPolicy.STRICT, true);
      return Optional.of(new Host(destination, Map.of(), "hosts.yaml"));
    }
  }

  private static final class FixedPolicy extends Policy {
    private Decision decision = new Granted("rule", Limits.none());
    private volatile Person person;

    @Override
    public Decision decide(Person about, Target target) {
      person = about;
      return decision;
    }
  }

  private final class FixedRegistry extends Registry {
    private Optional<Person> again = Optional.of(ada);

    @Override
    public Optional<Person> again(Person person) {
      return again;
    }
  }
}
