package fairlead.health;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Calls {@code /health-check/} as somebody outside would, through the server's HTTP, once in a
 * cluster. What goes wrong here is known to the log and the metrics before a person meets it.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class HealthCheckTimer {
  private static final Logger LOG = System.getLogger(HealthCheckTimer.class.getName());
  private static final AttributeKey<String> TIMER = AttributeKey.stringKey("fairlead.timer.name");

  @Inject HealthSettings settings;
  @Inject HealthCheckRun health;
  @Inject OpenTelemetry telemetry;

  private final AtomicBoolean running = new AtomicBoolean();
  private Rhythm rhythm;
  private DoubleHistogram durations;

  @PostConstruct
  void start() {
    rhythm = new Rhythm(settings.timerInterval(), System.currentTimeMillis());
    durations =
        telemetry
            .getMeter("fairlead")
            .histogramBuilder("fairlead.timer.run.duration")
            .setDescription("How long the run of a timer took")
            .setUnit("s")
            .build();
  }

  // The schedule is a constant, the interval a setting: most ticks find nothing due.
  @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
  void tick() {
    long due = rhythm.due(System.currentTimeMillis());
    if (due == 0) {
      return;
    }
    if (due > 1) {
      LOG.log(Level.WARNING, "{0} health checks were missed", due - 1);
      skipped(due - 1);
    }
    if (!running.compareAndSet(false, true)) {
      LOG.log(Level.WARNING, "The health check before is not over yet");
      skipped(1);
      return;
    }
    try {
      long begun = System.nanoTime();
      HealthCheckRun.Outcome outcome = health.run();
      durations.record((System.nanoTime() - begun) / 1e9, attributes(outcome));
    } finally {
      running.set(false);
    }
  }

  private void skipped(long times) {
    for (long i = 0; i < times; i++) {
      durations.record(0, attributes(HealthCheckRun.Outcome.SKIPPED));
    }
  }

  private static Attributes attributes(HealthCheckRun.Outcome outcome) {
    return Attributes.of(TIMER, HealthCheckRun.NAME, HealthCheckRun.OUTCOME, outcome.attribute());
  }
}
