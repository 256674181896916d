package fairlead.hosts.ec2;

import fairlead.telemetry.TimerRuns;
import fairlead.telemetry.Traced;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.BooleanSupplier;

/**
 * Runs each reading of the lists as one trace, and records how long it takes in the metric for all
 * timer runs.
 */
@ApplicationScoped
@Traced
public class Ec2Refresh {
  private static final AttributeKey<String> TIMER = AttributeKey.stringKey("fairlead.timer.name");
  private static final AttributeKey<String> OUTCOME =
      AttributeKey.stringKey("fairlead.timer.outcome");

  private DoubleHistogram durations;

  /** For the CDI container. */
  protected Ec2Refresh() {}

  @Inject
  Ec2Refresh(OpenTelemetry telemetry) {
    durations = TimerRuns.durations(telemetry);
  }

  /**
   * @param reading returns whether all of it could be read
   */
  void run(BooleanSupplier reading) {
    long begun = System.nanoTime();
    boolean well = false;
    try {
      well = reading.getAsBoolean();
    } finally {
      String outcome = well ? "success" : "failure";
      // Within the span, so that the measurement leads to its trace.
      durations.record(
          (System.nanoTime() - begun) / 1e9, Attributes.of(TIMER, "ec2-refresh", OUTCOME, outcome));
      Span span = Span.current().setAttribute(OUTCOME, outcome);
      if (!well) {
        span.setStatus(StatusCode.ERROR);
      }
    }
  }
}
