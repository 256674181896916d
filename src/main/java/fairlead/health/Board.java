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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Has every probe look again and again, and keeps what is known. */
@ApplicationScoped
public class Board {
  private static final Log LOG = Log.of(Board.class);
  private static final AttributeKey<String> CHECK = AttributeKey.stringKey("fairlead.health.check");
  private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

  @Inject HealthSettings settings;
  @Inject OpenTelemetry telemetry;
  @Inject @Any Instance<Probe> probes;
  @Resource ManagedScheduledExecutorService scheduler;

  private final Map<String, State> states = new ConcurrentHashMap<>();
  private final List<ScheduledFuture<?>> looking = new ArrayList<>();
  private ObservableLongGauge gauge;
  private DoubleHistogram durations;

  void start(@Observes Startup started) {
    Meter meter = telemetry.getMeter("fairlead");
    durations =
        meter
            .histogramBuilder("fairlead.health.check.duration")
            .setDescription("How long a probe took to look")
            .setUnit("s")
            .build();
    gauge =
        meter
            .gaugeBuilder("fairlead.health.state")
            .setDescription("1 up, 0 down")
            .setUnit("1")
            .ofLongs()
            .buildWithCallback(
                out ->
                    states.forEach(
                        (name, state) ->
                            out.record(
                                state.view(Instant.now()).up() ? 1 : 0,
                                Attributes.of(CHECK, name))));
    for (Probe probe : probes) {
      State state = new State(settings.turns(), settings.stale());
      states.put(probe.name(), state);
      // A task each: one that hangs holds up nobody else, and never runs twice at once.
      looking.add(
          scheduler.scheduleWithFixedDelay(
              () -> look(probe, state), 0, settings.interval().toMillis(), TimeUnit.MILLISECONDS));
    }
  }

  @PreDestroy
  void stop() {
    looking.forEach(one -> one.cancel(true));
    if (gauge != null) {
      gauge.close();
    }
  }

  private void look(Probe probe, State state) {
    long begun = System.nanoTime();
    Finding finding = finding(probe);
    boolean before = state.view(Instant.now()).up();
    boolean first = !state.known();
    state.found(finding, Instant.now());
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
        finding.up()
            ? Attributes.of(CHECK, probe.name())
            : Attributes.of(CHECK, probe.name(), ERROR, "down"));
  }

  private static Finding finding(Probe probe) {
    try {
      return probe.look();
    } catch (RuntimeException fault) {
      LOG.log(Level.WARNING, "The probe " + probe.name() + " failed", fault);
      return Finding.down("The check itself failed; the server's log has the details.");
    }
  }

  /** What is known of this probe. */
  State.View view(String name) {
    State state = states.get(name);
    return state == null
        ? new State(1, Duration.ZERO).view(Instant.now())
        : state.view(Instant.now());
  }

  /** Whether every probe has looked at least once. */
  boolean complete() {
    return !states.isEmpty() && states.values().stream().allMatch(State::known);
  }
}
