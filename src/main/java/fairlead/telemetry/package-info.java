/**
 * Tracing by annotation: {@link fairlead.telemetry.Traced} on a bean makes one span of each call
 * (docs/TRACING.md).
 *
 * <p>Has the server's log ({@link fairlead.telemetry.Log}): text from outside becomes fit for a log
 * line there.
 *
 * <p>Offers also what spans of any kind need: failures without secrets ({@link
 * fairlead.telemetry.SpanFailure}), the trace context of messages ({@link
 * fairlead.telemetry.TraceParent}) and of HTTP answers ({@link
 * fairlead.telemetry.RequestSpanFilter}), and the trace in the server's log.
 *
 * <p>Knows nothing of the application: CDI, Jakarta Interceptors, Servlet and the OpenTelemetry API
 * are all it needs. Sampling, export and resources are the server's, by the standard {@code OTEL_*}
 * settings.
 */
package fairlead.telemetry;
