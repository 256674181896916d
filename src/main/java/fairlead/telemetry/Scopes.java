package fairlead.telemetry;

import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;

/** The name under which this application makes spans and metrics. */
public final class Scopes {
  /** The instrumentation scope of tracers and meters. */
  public static final String NAME = "fairlead";

  private Scopes() {}

  /**
   * Whether spans of this tracer go nowhere. The API's own tracer that does nothing is one object.
   */
  public static boolean off(Tracer tracer) {
    return tracer.equals(TracerProvider.noop().get(NAME));
  }

  /** Whether measurements of this meter go nowhere. */
  public static boolean off(Meter meter) {
    return meter.equals(MeterProvider.noop().get(NAME));
  }
}
