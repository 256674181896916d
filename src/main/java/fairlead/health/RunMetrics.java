package fairlead.health;

import fairlead.telemetry.TimerRuns;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Records the runs of the timer. {@link #ran} is called within the run's span, so that the
 * measurement can link to its trace.
 */
@ApplicationScoped
public class RunMetrics {
  private static final AttributeKey<String> TIMER = AttributeKey.stringKey("fairlead.timer.name");

  private DoubleHistogram durations;

  /** For the CDI container. */
  protected RunMetrics() {}

  @Inject
  RunMetrics(OpenTelemetry telemetry) {
    durations = TimerRuns.durations(telemetry);
  }

  void ran(HealthCheckRun.Outcome outcome, long nanos) {
    durations.record(nanos / 1e9, attributes(outcome));
  }

  void skipped(long times) {
    for (long i = 0; i < times; i++) {
      durations.record(0, attributes(HealthCheckRun.Outcome.SKIPPED));
    }
  }

  private static Attributes attributes(HealthCheckRun.Outcome outcome) {
    return Attributes.of(TIMER, HealthCheckRun.NAME, HealthCheckRun.OUTCOME, outcome.attribute());
  }
}
