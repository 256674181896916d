package fairlead.health;

import fairlead.telemetry.Log;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableLongGauge;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** Runs every probe periodically and keeps the results. */
@ApplicationScoped
public class HealthMonitor {
  private static final Log LOG = Log.of(HealthMonitor.class);
  private static final AttributeKey<String> CHECK = AttributeKey.stringKey("fairlead.health.check");
  private static final AttributeKey<String> EFFECT =
      AttributeKey.stringKey("fairlead.health.effect");
  private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

  /** Seconds, from a check of the disk to a Redis that times out. */
  private static final List<Double> BUCKETS =
      List.of(0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 10.0, 30.0);

  private HealthSettings settings;
  private OpenTelemetry telemetry;
  private Instance<Probe> probes;
  @Resource ManagedScheduledExecutorService scheduler;

  private final Map<String, Watched> watched = new ConcurrentHashMap<>();
  private final List<ScheduledFuture<?>> looking = new ArrayList<>();
  private ObservableLongGauge gauge;
  private DoubleHistogram durations;

  /** For the CDI container. */
  protected HealthMonitor() {}

  @Inject
  HealthMonitor(HealthSettings settings, OpenTelemetry telemetry, @Any Instance<Probe> probes) {
    this.settings = settings;
    this.telemetry = telemetry;
    this.probes = probes;
  }

  /** A probe and its state. */
  private record Watched(Probe probe, Effect effect, State state) {
    Attributes attributes() {
      return Attributes.of(CHECK, probe.name(), EFFECT, effect.attribute());
    }
  }

  void start(@Observes Startup started) {
    Meter meter = telemetry.getMeter("fairlead");
    durations =
        meter
            .histogramBuilder("fairlead.health.check.duration")
            .setDescription("Duration of one run of a probe")
            .setUnit("s")
            .setExplicitBucketBoundariesAdvice(BUCKETS)
            .build();
    gauge =
        meter
            .gaugeBuilder("fairlead.health.state")
            .setDescription("1 up, 0 down")
            .setUnit("1")
            .ofLongs()
            .buildWithCallback(
                out ->
                    watched
                        .values()
                        .forEach(
                            one ->
                                out.record(
                                    one.state().view(Instant.now()).up() ? 1 : 0,
                                    one.attributes())));
    for (Instance.Handle<? extends Probe> handle : probes.handles()) {
      watch(
          handle.get(),
          Effect.of(handle.getBean().getBeanClass(), handle.getBean().getQualifiers()));
    }
  }

  private void watch(Probe probe, Effect effect) {
    int turns = probe.turnsAtOnce() ? 1 : settings.turns();
    Watched one = new Watched(probe, effect, new State(turns, settings.stale()));
    if (watched.putIfAbsent(probe.name(), one) != null) {
      throw new IllegalStateException("Two probes are named " + probe.name());
    }
    // One task for each probe: a probe that hangs does not delay others and never runs twice at
    // once.
    looking.add(
        scheduler.scheduleWithFixedDelay(
            () -> look(one), 0, settings.interval().toMillis(), TimeUnit.MILLISECONDS));
  }

  @PreDestroy
  void stop() {
    looking.forEach(one -> one.cancel(true));
    if (gauge != null) {
      gauge.close();
    }
  }

  /**
   * Runs a probe now, because what it checks has just changed. Only for a probe that never waits.
   */
  void lookNow(String name) {
    Watched one = watched.get(name);
    if (one != null) {
      look(one);
    }
  }

  private void look(Watched one) {
    Probe probe = one.probe();
    State state = one.state();
    long begun = System.nanoTime();
    ProbeResult result = finding(probe);
    boolean before = state.view(Instant.now()).up();
    boolean first = !state.known();
    state.found(result, Instant.now());
    State.View now = state.view(Instant.now());
    if (now.up() != before && !(first && now.up())) {
      LOG.log(
          now.up() ? Level.INFO : Level.WARNING,
          "{0} is {1}. {2}",
          probe.name(),
          now.up() ? "up" : "down",
          now.note());
    }
    durations.record(
        (System.nanoTime() - begun) / 1e9,
        result.up()
            ? Attributes.of(CHECK, probe.name())
            : Attributes.of(CHECK, probe.name(), ERROR, "down"));
  }

  private static ProbeResult finding(Probe probe) {
    try {
      return probe.look();
    } catch (RuntimeException | Error fault) {
      LOG.log(Level.WARNING, "The probe " + probe.name() + " failed", fault);
      return ProbeResult.down("The check itself failed; the server's log has the details.");
    }
  }

  /** The response of MicroProfile Health for this probe, from the last result; never waits. */
  HealthCheckResponse answer(String name) {
    Watched one = watched.get(name);
    if (one == null) {
      return HealthCheckResponse.named(name).down().withData("why", "Not checked yet.").build();
    }
    State.View view = one.state().view(Instant.now());
    boolean shownUp = view.up() || one.effect() == Effect.NONE;
    HealthCheckResponseBuilder answer = HealthCheckResponse.named(name).status(shownUp);
    if (view.since() != null) {
      answer.withData("since", view.since().toString());
    }
    if (!view.up() && shownUp) {
      answer.withData("found", "down");
    }
    if (!view.note().isEmpty()) {
      answer.withData(view.up() ? "note" : "why", view.note());
    }
    return answer.build();
  }

  /** Whether every probe has run at least once. */
  boolean complete() {
    return !watched.isEmpty() && watched.values().stream().allMatch(one -> one.state().known());
  }
}
