package fairlead.hosts.ec2;

import fairlead.concurrent.Managed;
import fairlead.concurrent.Scheduler;
import fairlead.hosts.Host;
import fairlead.hosts.HostSource;
import fairlead.hosts.HostsSettings;
import fairlead.telemetry.Log;
import fairlead.yaml.YamlFile;
import fairlead.yaml.YamlProblem;
import fairlead.yaml.YamlSettings;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The instances of the accounts in {@code ec2.yaml}, read periodically, by one thread at a time.
 */
@ApplicationScoped
public class Ec2Hosts implements HostSource {
  private static final Log LOG = Log.of(Ec2Hosts.class);

  private HostsSettings settings;
  private YamlSettings files;
  private Scheduler scheduler;
  private Ec2Refresh refresh;
  private ThreadFactory threads;

  private final AtomicBoolean running = new AtomicBoolean();
  private YamlFile<Optional<Ec2Configuration>> file;
  private Future<?> ticks;
  private volatile Inventory inventory;
  private volatile long dueNanos;

  /** For the CDI container. */
  protected Ec2Hosts() {}

  @Inject
  Ec2Hosts(
      HostsSettings settings,
      YamlSettings files,
      Scheduler scheduler,
      Ec2Refresh refresh,
      @Managed ThreadFactory threads) {
    this.settings = settings;
    this.files = files;
    this.scheduler = scheduler;
    this.refresh = refresh;
    this.threads = threads;
  }

  void start(@Observes Startup started) {
    file =
        new YamlFile<>(
            settings.ec2File(),
            Optional.empty(),
            this::parse,
            files.checkInterval(),
            System::nanoTime);
    ticks = scheduler.every(Duration.ofSeconds(1), this::tick);
  }

  private Optional<Ec2Configuration> parse(String text) throws YamlProblem {
    String name = Objects.toString(settings.ec2File().getFileName());
    return Optional.of(new Ec2Yaml(name, settings.hostKeyPolicy()).configuration(text));
  }

  /** Starts a reading if one is due or the file has changed, unless one is under way. */
  private void tick() {
    Optional<Ec2Configuration> wanted = file.now().value();
    if (wanted.isPresent()
        && (changed(wanted.get()) || System.nanoTime() - dueNanos >= 0)
        && running.compareAndSet(false, true)) {
      begin(wanted.get());
    }
  }

  /** If the thread cannot be created, the next tick tries again. */
  private void begin(Ec2Configuration wanted) {
    boolean begun = false;
    try {
      threads.newThread(() -> refresh(wanted)).start();
      begun = true;
    } finally {
      running.compareAndSet(!begun, false);
    }
  }

  private boolean changed(Ec2Configuration wanted) {
    return inventory == null || !inventory.configuration().equals(wanted);
  }

  private void refresh(Ec2Configuration wanted) {
    try {
      refresh.run(() -> read(wanted));
    } catch (RuntimeException | Error e) {
      LOG.log(Level.ERROR, "The list of EC2 instances could not be read", e);
    } finally {
      dueNanos = System.nanoTime() + pause(wanted);
      running.set(false);
    }
  }

  private boolean read(Ec2Configuration wanted) {
    if (changed(wanted)) {
      Optional<Inventory> before = Optional.ofNullable(inventory);
      inventory = new Inventory(wanted, InstantSource.system(), before);
      before.ifPresent(Inventory::close);
    }
    return inventory.refresh();
  }

  /**
   * The refresh interval, varied by 5 % either way, so that servers started together do not ask
   * together.
   */
  private static long pause(Ec2Configuration configuration) {
    long nanos = configuration.refresh().toNanos();
    return nanos - nanos / 20 + ThreadLocalRandom.current().nextLong(nanos / 10);
  }

  @Override
  public List<Host> hosts() {
    Inventory now = inventory;
    return now == null ? List.of() : now.now().hosts();
  }

  @Override
  public Optional<String> problem() {
    List<String> problems = new ArrayList<>();
    if (file != null) {
      file.now().problem().ifPresent(problems::add);
    }
    Inventory now = inventory;
    if (now != null) {
      problems.addAll(now.problems());
    }
    return problems.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", problems));
  }

  @Override
  public Map<String, Instant> readAt() {
    Map<String, Instant> times = new LinkedHashMap<>();
    Inventory now = inventory;
    if (now != null) {
      now.listings().forEach((place, listing) -> times.put(place.toString(), listing.readAt()));
    }
    return times;
  }

  @PreDestroy
  void stop() {
    if (ticks != null) {
      ticks.cancel(false);
    }
    if (inventory != null) {
      inventory.close();
    }
  }
}
