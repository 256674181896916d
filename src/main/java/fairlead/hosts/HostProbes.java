package fairlead.hosts;

import fairlead.ssh.Destination;
import fairlead.ssh.Route;
import fairlead.ssh.dial.Resolver;
import fairlead.telemetry.Log;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Checks periodically whether each host's SSH server answers. Addresses that are not dialled by
 * default are left out.
 */
@ApplicationScoped
public class HostProbes {
  private static final Log LOG = Log.of(HostProbes.class);
  private static final AttributeKey<String> OUTCOME =
      AttributeKey.stringKey("fairlead.probe.outcome");

  /** Seconds, from a host on the same network to one that times out. */
  private static final List<Double> BUCKETS =
      List.of(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0);

  /** What is dialled. Hosts that share address and port are probed once. */
  private record Target(String address, int port) {
    static Target of(Host host) {
      Destination destination = host.destination();
      return new Target(destination.address(), destination.port());
    }
  }

  private Hosts hosts;
  private HostsSettings settings;
  private AddressPolicy addressPolicy;
  private Resolver resolver;
  private OpenTelemetry telemetry;
  @Resource ManagedScheduledExecutorService scheduler;
  @Resource ManagedThreadFactory threads;

  private final Map<Target, Reach> reached = new ConcurrentHashMap<>();
  private final Set<Target> refused = ConcurrentHashMap.newKeySet();
  private final Set<Socket> asking = ConcurrentHashMap.newKeySet();
  private volatile boolean stopped;
  private ScheduledFuture<?> rounds;
  private DoubleHistogram durations;

  /** For the CDI container. */
  protected HostProbes() {}

  @Inject
  HostProbes(
      Hosts hosts,
      HostsSettings settings,
      AddressPolicy addressPolicy,
      Resolver resolver,
      OpenTelemetry telemetry) {
    this.hosts = hosts;
    this.settings = settings;
    this.addressPolicy = addressPolicy;
    this.resolver = resolver;
    this.telemetry = telemetry;
  }

  void start(@Observes Startup started) {
    if (!settings.probe()) {
      return;
    }
    durations = durations(telemetry);
    rounds =
        scheduler.scheduleWithFixedDelay(
            this::round, 0, settings.probeInterval().toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Logs what a round throws: otherwise the scheduler would run no further rounds. */
  private void round() {
    try {
      round(hosts.all(), threads);
    } catch (RuntimeException | Error e) {
      LOG.log(Level.ERROR, "Not all hosts were probed", e);
    }
  }

  private static DoubleHistogram durations(OpenTelemetry telemetry) {
    return telemetry
        .getMeter("fairlead")
        .histogramBuilder("fairlead.host.probe.duration")
        .setDescription("How long a host took to send its SSH banner")
        .setUnit("s")
        .setExplicitBucketBoundariesAdvice(BUCKETS)
        .build();
  }

  /** Ends probing; probes under way are aborted. */
  @PreDestroy
  void stop() {
    stopped = true;
    if (rounds != null) {
      rounds.cancel(true);
    }
    asking.forEach(HostProbes::close);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "A probe's socket did not close", e);
    }
  }

  /** The last result for this host; empty if it was not probed yet. */
  Optional<Reach> of(Host host) {
    return host.destination().route() instanceof Route.Direct
        ? Optional.ofNullable(reached.get(Target.of(host)))
        : Optional.empty();
  }

  /** Why this host is not probed, in a few words; empty if it is, or if probing is off. */
  Optional<String> notAsked(Host host) {
    if (!settings.probe()) {
      return Optional.empty();
    }
    Route route = host.destination().route();
    if (route instanceof Route.Direct) {
      return Optional.of("only hosts that a rule allows are dialled at its address")
          .filter(why -> refused.contains(Target.of(host)));
    }
    List<String> steps = route.steps();
    return Optional.of("behind " + steps.get(steps.size() - 1));
  }

  /** Probes all hosts, several at a time. Each probe has a deadline, so this ends. */
  void round(List<Host> all, ThreadFactory factory) {
    // A host behind a hop or a tunnel cannot be probed from here.
    Set<Target> targets =
        all.stream()
            .filter(host -> host.destination().route() instanceof Route.Direct)
            .map(Target::of)
            .collect(Collectors.toSet());
    reached.keySet().retainAll(targets);
    refused.retainAll(targets);
    Queue<Target> queue = new ConcurrentLinkedQueue<>(targets);
    List<Thread> workers = new ArrayList<>();
    for (int i = 0; i < Math.min(settings.probeConcurrency(), targets.size()); i++) {
      Thread worker = factory.newThread(() -> work(queue));
      worker.start();
      workers.add(worker);
    }
    try {
      for (Thread worker : workers) {
        worker.join();
      }
    } catch (InterruptedException stopped) {
      queue.clear();
      Thread.currentThread().interrupt();
    }
  }

  private void work(Queue<Target> queue) {
    for (Target target = queue.poll(); target != null && !stopped; target = queue.poll()) {
      try {
        List<InetAddress> addresses = resolver.resolve(target.address(), settings.probeTimeout());
        if (addresses.stream().allMatch(addressPolicy::mayProbe)) {
          refused.remove(target);
          ask(target, addresses.get(0));
        } else {
          refused.add(target);
          reached.remove(target);
        }
      } catch (IOException noAddress) {
        note(target, false, Duration.ZERO);
      }
    }
  }

  private void ask(Target target, InetAddress address) {
    long begun = System.nanoTime();
    boolean up = false;
    Duration took = Duration.ZERO;
    Socket socket = new Socket();
    asking.add(socket);
    try {
      if (stopped) {
        // stop() may have run before the socket was added.
        socket.close();
      }
      took = SshBanner.await(socket, address, target.port(), settings.probeTimeout());
      up = true;
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.DEBUG, "No SSH banner", e);
    } finally {
      asking.remove(socket);
    }
    if (stopped) {
      return;
    }
    note(target, up, took);
    if (durations != null) {
      durations.record(
          (System.nanoTime() - begun) / 1e9, Attributes.of(OUTCOME, up ? "up" : "down"));
    }
  }

  private void note(Target target, boolean up, Duration took) {
    reached.compute(target, (same, before) -> Reach.next(before, up, took, Instant.now()));
  }
}
