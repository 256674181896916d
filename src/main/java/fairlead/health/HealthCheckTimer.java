package fairlead.health;

import fairlead.concurrent.AlignedSchedule;
import fairlead.telemetry.Log;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Calls {@code /health-check/} over the server's HTTP port, as an external client would, each time
 * on one server of the cluster only. Failures reach the log and the metrics before a person notices
 * them.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class HealthCheckTimer {
  private static final Log LOG = Log.of(HealthCheckTimer.class);

  @Inject HealthSettings settings;
  @Inject HealthCheckRun health;
  @Inject RunMetrics metrics;

  private final AtomicBoolean running = new AtomicBoolean();
  private AlignedSchedule schedule;

  @PostConstruct
  void start() {
    schedule = new AlignedSchedule(settings.timerInterval(), System.currentTimeMillis());
  }

  // The schedule must be a constant but the interval is a setting, so most ticks have nothing to
  // do.
  @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
  void tick() {
    long due = schedule.due(System.currentTimeMillis());
    if (due == 0) {
      return;
    }
    if (due > 1) {
      LOG.log(Level.WARNING, "{0} health checks were missed", due - 1);
      metrics.skipped(due - 1);
    }
    if (!running.compareAndSet(false, true)) {
      LOG.log(Level.WARNING, "The previous health check has not ended yet");
      metrics.skipped(1);
      return;
    }
    try {
      health.run();
    } finally {
      running.set(false);
    }
  }
}
