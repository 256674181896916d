package fairlead.access;

import fairlead.telemetry.Scopes;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;

/** Counts sign-ins and refused requests. */
@ApplicationScoped
public class AccessMetrics {
  private static final AttributeKey<String> OUTCOME =
      AttributeKey.stringKey("fairlead.sign_in.outcome");
  private static final AttributeKey<Long> STATUS =
      AttributeKey.longKey("http.response.status_code");

  /** The outcome of an attempt to sign in. */
  enum SignInOutcome {
    SUCCESS,
    REFUSED,
    LIMITED,
    UNAVAILABLE
  }

  private LongCounter signIns;
  private LongCounter refused;

  /** For the CDI container. */
  protected AccessMetrics() {}

  @Inject
  AccessMetrics(OpenTelemetry openTelemetry) {
    Meter meter = openTelemetry.getMeter(Scopes.NAME);
    signIns =
        meter
            .counterBuilder("fairlead.access.sign_ins")
            .setUnit("{attempt}")
            .setDescription("Attempts to sign in")
            .build();
    refused =
        meter
            .counterBuilder("fairlead.access.refused")
            .setUnit("{request}")
            .setDescription("Requests refused")
            .build();
  }

  void signIn(SignInOutcome outcome) {
    signIns.add(1, Attributes.of(OUTCOME, outcome.name().toLowerCase(Locale.ROOT)));
  }

  void refused(int status) {
    refused.add(1, Attributes.of(STATUS, (long) status));
  }
}
