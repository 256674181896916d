package fairlead.telemetry;

import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;

/** The instrumentation scope under which this application makes spans and metrics. */
public final class Scopes {
  /** The instrumentation scope of tracers and meters. */
  public static final String NAME = "fairlead";

  private Scopes() {}

  /** Whether this tracer discards all spans. The API has a single no-op tracer. */
  public static boolean off(Tracer tracer) {
    return tracer.equals(TracerProvider.noop().get(NAME));
  }

  /** Whether this meter discards all measurements. */
  public static boolean off(Meter meter) {
    return meter.equals(MeterProvider.noop().get(NAME));
  }
}
