package fairlead.ssh.jsch;

import fairlead.ssh.Phase;
import fairlead.ssh.Prompt;
import fairlead.ssh.SshException;
import fairlead.telemetry.Scopes;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import java.util.List;
import java.util.Locale;

/** Measurements of connecting to hosts. */
final class SshMetrics {
  static final AttributeKey<String> PHASE = AttributeKey.stringKey("fairlead.ssh.phase");
  static final AttributeKey<String> KIND = AttributeKey.stringKey("fairlead.prompt.kind");
  static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("fairlead.prompt.outcome");
  static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

  /** Bucket boundaries, from a host on the same network to one that barely does not time out. */
  private static final List<Double> SECONDS =
      List.of(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0);

  private final DoubleHistogram connect;
  private final LongCounter prompts;

  SshMetrics(OpenTelemetry openTelemetry) {
    Meter meter = openTelemetry.getMeter(Scopes.NAME);
    connect =
        meter
            .histogramBuilder("fairlead.ssh.connect.duration")
            .setUnit("s")
            .setDescription("Connecting to a host, without the time in which a person is asked")
            .setExplicitBucketBoundariesAdvice(SECONDS)
            .build();
    prompts =
        meter
            .counterBuilder("fairlead.ssh.prompts")
            .setUnit("{prompt}")
            .setDescription("Questions to people while a terminal is being opened")
            .build();
  }

  /**
   * Records the end of a phase or of the whole opening.
   *
   * @param phase null for the whole
   * @param error null on success
   */
  void connected(Phase phase, long nanos, SshException.Reason error) {
    AttributesBuilder attributes = Attributes.builder().put(PHASE, name(phase));
    if (error != null) {
      attributes.put(ERROR, lower(error));
    }
    connect.record(nanos / 1e9, attributes.build());
  }

  void prompted(Prompt.Kind kind, String outcome) {
    prompts.add(1, Attributes.of(KIND, lower(kind), OUTCOME, outcome));
  }

  static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static String name(Phase phase) {
    return phase == null ? "total" : lower(phase);
  }
}
