package fairlead.files;

import fairlead.access.Person;
import fairlead.access.Registry;
import fairlead.access.SignedOut;
import fairlead.admission.Admission;
import fairlead.admission.Admissions;
import fairlead.admission.Admitted;
import fairlead.admission.NotAdmitted;
import fairlead.admission.Purpose;
import fairlead.admission.Rechecks;
import fairlead.admission.Unfinished;
import fairlead.concurrent.Managed;
import fairlead.concurrent.Scheduler;
import fairlead.failure.Failure;
import fairlead.failure.Refused;
import fairlead.policy.PolicySettings;
import fairlead.ssh.SshException;
import fairlead.telemetry.Log;
import io.opentelemetry.context.Context;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;

/** All file panels of this server. */
@ApplicationScoped
public class FilePanels implements Unfinished {
  private static final Log LOG = Log.of(FilePanels.class);

  private static final String STOPPING =
      "This Fairlead server is being stopped. Open the files again in a minute.";

  /** 128 bits. */
  private static final int ID_BYTES = 16;

  private FilesSettings settings;
  private Admissions admissions;
  private Scheduler scheduler;
  private ThreadFactory threads;

  private final SecureRandom random = new SecureRandom();
  private final Map<String, FilePanel> panels = new ConcurrentHashMap<>();

  /** Panels that this server closed and whose people may not know it yet. */
  private final Map<String, FilePanel> closed = new ConcurrentHashMap<>();

  private Rechecks rechecks;
  private Future<?> ticking;
  private boolean stopped;

  /** For the CDI container. */
  protected FilePanels() {}

  @Inject
  FilePanels(
      FilesSettings settings,
      PolicySettings policy,
      Admissions admissions,
      Scheduler scheduler,
      Registry registry,
      @Managed ThreadFactory threads) {
    this.settings = settings;
    this.admissions = admissions;
    this.scheduler = scheduler;
    this.threads = threads;
    rechecks =
        new Rechecks(this::open, admissions, registry::again, policy.checkInterval(), threads);
  }

  @PostConstruct
  void start() {
    ticking = scheduler.every(Duration.ofSeconds(5), () -> tick(System.nanoTime()));
  }

  @PreDestroy
  void stop() {
    ticking.cancel(false);
    synchronized (this) {
      stopped = true;
    }
    List.copyOf(panels.values()).forEach(one -> close(one, STOPPING));
  }

  /** Starts to open a panel and returns at once; the panel's state shows the progress. */
  FilePanel open(Person person, String host, String user) throws Refused {
    Admission admission = admissions.open(person, host, user, Purpose.FILES);
    FilePanel panel =
        new FilePanel(
            id(),
            admission,
            new PanelState(admission.host(), settings.promptTimeout()),
            settings.transfers());
    add(panel);
    boolean begun = false;
    try {
      threads.newThread(Context.current().wrap(() -> connect(panel))).start();
      begun = true;
    } finally {
      if (!begun) {
        close(panel, "Fairlead is too busy to open files. Try again later.");
      }
    }
    return panel;
  }

  /**
   * This person's panel with this id, if the policy still allows it. For another person's panel the
   * answer is the same as for one that does not exist.
   */
  FilePanel find(Person person, String id) throws Refused {
    FilePanel panel = panels.get(id);
    if (panel == null || !panel.person().name().equals(person.name())) {
      throw new Refused(Failure.NO_SUCH_PANEL);
    }
    // Rechecked with the login that opened the panel, which closes with that login. Another login
    // of the same person may use it.
    recheck(panel);
    panel.used();
    return panel;
  }

  /** As {@link #find}, but also finds a panel that this server has closed, which says why. */
  FilePanel look(Person person, String id) throws Refused {
    try {
      return find(person, id);
    } catch (Refused refused) {
      FilePanel panel = closed.get(id);
      if (panel == null || !panel.person().name().equals(person.name())) {
        throw refused;
      }
      return panel;
    }
  }

  /** Closes a panel because its person wants that. */
  void close(FilePanel panel) {
    if (panels.remove(panel.id()) != null) {
      LOG.log(Level.INFO, "Files of {0} closed by {1}", panel.host(), panel.person().name());
    }
    panel.close("The files were closed. Open them again.");
  }

  /** Closes a panel without a request of its person, and keeps it so that they can see why. */
  private void end(FilePanel panel, String why) {
    // Closed panels are removed after the idle timeout, and are limited to the number of open ones.
    if (closed.size() < settings.overall()) {
      closed.put(panel.id(), panel);
    }
    close(panel, why);
  }

  private void close(FilePanel panel, String why) {
    if (panels.remove(panel.id()) != null) {
      LOG.log(
          Level.INFO,
          "Files of {0}, opened by {1}, ended: {2}",
          panel.host(),
          panel.person().name(),
          why);
    }
    panel.close(why);
  }

  /** Number of transfers under way. */
  @Override
  public int count() {
    return panels.values().stream().mapToInt(one -> one.transfers().size()).sum();
  }

  /** What has arrived of uploads is kept. */
  @Override
  public void end() {
    panels.values().forEach(one -> end(one, STOPPING));
  }

  void signedOut(@Observes SignedOut event) {
    for (FilePanel panel : panels.values()) {
      if (panel.person().login().equals(event.login())) {
        close(
            panel,
            event.byPerson()
                ? "The files were closed because you signed out."
                : "The files were closed because your sign-in ended. Sign in again.");
      }
    }
  }

  private synchronized void add(FilePanel panel) throws Refused {
    List<FilePanel> mine =
        panels.values().stream()
            .filter(one -> one.person().name().equals(panel.person().name()))
            .toList();
    if (mine.size() >= settings.perPerson() && !replace(mine)) {
      throw new Refused(
          Failure.TOO_MANY,
          "You already have "
              + mine.size()
              + " file panels open, which is your limit. Close one first.");
    }
    if (stopped) {
      throw new Refused(Failure.DRAINING);
    }
    if (panels.size() >= settings.overall()) {
      throw new Refused(
          Failure.TOO_MANY,
          "This Fairlead server has reached its limit of open file panels. Try again later.");
    }
    panels.put(panel.id(), panel);
  }

  /** Closes the panel that has been idle for longest, if its page seems to be gone. */
  private boolean replace(List<FilePanel> mine) {
    long now = System.nanoTime();
    Optional<FilePanel> silent =
        mine.stream()
            .max(Comparator.comparingLong(one -> one.idleFor(now)))
            .filter(one -> one.idleFor(now) > settings.replaceAfter().toNanos());
    silent.ifPresent(
        one -> end(one, "The files were closed because you opened others. Open them again."));
    return silent.isPresent();
  }

  private void connect(FilePanel panel) {
    try {
      panel.opened(admissions.files(panel.admission(), panel.id(), panel.state().interaction()));
      LOG.log(Level.INFO, "Files of {0} opened by {1}", panel.host(), panel.person().name());
    } catch (SshException e) {
      logRefusal(panel, e.reason());
      panel.failed(e.getMessage());
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "Opening the files of " + panel.host() + " failed", e);
      panel.failed(Failure.FAULT.sentence());
    }
  }

  /** Why a panel was closed, which ends its opening, is in the log already. */
  private static void logRefusal(FilePanel panel, SshException.Reason reason) {
    if (panel.closed().isPresent()) {
      return;
    }
    if (reason == SshException.Reason.CANCELLED) {
      LOG.log(
          Level.INFO,
          "Opening the files of {0} was cancelled by {1}",
          panel.host(),
          panel.person().name());
    } else {
      LOG.log(Level.INFO, "Files of {0} refused: {1}", panel.host(), reason);
    }
  }

  private void recheck(FilePanel panel) throws Refused {
    Open open = new Open(panel);
    try {
      admissions.again(panel.person(), panel.admission());
      open.renewed();
    } catch (NotAdmitted refused) {
      open.end(refused);
      throw refused;
    }
  }

  private List<Open> open() {
    return panels.values().stream().map(Open::new).toList();
  }

  /** An open panel, for rechecks. */
  private final class Open implements Admitted {
    private final FilePanel panel;

    Open(FilePanel panel) {
      this.panel = panel;
    }

    @Override
    public Admission admission() {
      return panel.admission();
    }

    @Override
    public void renewed() {
      panel.renewed();
    }

    @Override
    public void end(NotAdmitted why) {
      FilePanels.this.end(panel, why.getMessage());
    }
  }

  /** Checks all panels; does not block. */
  void tick(long now) {
    closed.values().removeIf(one -> one.idleFor(now) > settings.idleTimeout().toNanos());
    for (FilePanel panel : panels.values()) {
      if (panel.idleFor(now) > settings.idleTimeout().toNanos()) {
        end(panel, "The files were closed because they were idle. Open them again.");
      } else if (panel.expired()) {
        end(panel, "The files were closed because the token that opened them has expired.");
      } else {
        look(panel);
      }
    }
    rechecks.tick(now);
  }

  private void look(FilePanel panel) {
    try {
      recheck(panel);
    } catch (Refused refused) {
      LOG.log(Level.DEBUG, "Files were closed: {0}", refused.getMessage());
    } catch (RuntimeException e) {
      // A failure with one panel must not stop the timer for all others.
      LOG.log(Level.WARNING, "The periodic check of a file panel failed", e);
    }
  }

  private String id() {
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
