package fairlead.hosts.ec2;

import fairlead.telemetry.TimerRuns;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Records how long reading the lists takes, in the metric for all timer runs. */
@ApplicationScoped
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

  void record(long nanos, boolean well) {
    durations.record(
        nanos / 1e9, Attributes.of(TIMER, "ec2-refresh", OUTCOME, well ? "success" : "failure"));
  }
}
