package fairlead.files;

import fairlead.telemetry.Scopes;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;

/** Counts transfers and their bytes, by direction and outcome; never records file names. */
@ApplicationScoped
public class FilesMetrics {
  private static final AttributeKey<String> DIRECTION =
      AttributeKey.stringKey("fairlead.files.direction");
  private static final AttributeKey<String> OUTCOME =
      AttributeKey.stringKey("fairlead.files.outcome");

  private LongCounter transfers;
  private LongCounter bytes;

  /** For the CDI container. */
  protected FilesMetrics() {}

  @Inject
  FilesMetrics(OpenTelemetry openTelemetry) {
    Meter meter = openTelemetry.getMeter(Scopes.NAME);
    transfers =
        meter
            .counterBuilder("fairlead.files.transfers")
            .setUnit("{transfer}")
            .setDescription("Transfers that ended; each slice of an upload is one")
            .build();
    bytes =
        meter
            .counterBuilder("fairlead.files.io")
            .setUnit("By")
            .setDescription("Bytes of files sent and received")
            .build();
  }

  /**
   * @param whole whether all of it arrived
   */
  void ended(Transfer transfer, boolean whole) {
    String direction = transfer.direction().name().toLowerCase(Locale.ROOT);
    String outcome = whole ? "whole" : transfer.cancelled() ? "cancelled" : "broken-off";
    transfers.add(1, Attributes.of(DIRECTION, direction, OUTCOME, outcome));
    bytes.add(transfer.bytes(), Attributes.of(DIRECTION, direction));
  }
}
