package fairlead.telemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.metrics.DoubleHistogram;
import java.util.List;

/**
 * The histogram that all timers share; the attribute {@code fairlead.timer.name} tells them apart.
 */
public final class TimerRuns {
  /**
   * Seconds, from a run that is skipped because another server has the lease to a listing of many
   * AWS accounts.
   */
  private static final List<Double> BUCKETS =
      List.of(0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0);

  private TimerRuns() {}

  /** {@code fairlead.timer.run.duration}, in seconds. */
  public static DoubleHistogram durations(OpenTelemetry telemetry) {
    return telemetry
        .getMeter(Scopes.NAME)
        .histogramBuilder("fairlead.timer.run.duration")
        .setDescription("How long the run of a timer took")
        .setUnit("s")
        .setExplicitBucketBoundariesAdvice(BUCKETS)
        .build();
  }
}
