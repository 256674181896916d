/**
 * Tracing by annotation: {@link fairlead.telemetry.Traced} on a bean makes one span for each call
 * (docs/TRACING.md).
 *
 * <p>Contains the server's log ({@link fairlead.telemetry.Log}), which makes text from outside safe
 * for a log line.
 *
 * <p>Also offers what other spans need: failures without secrets ({@link
 * fairlead.telemetry.SpanFailure}), the trace context of messages ({@link
 * fairlead.telemetry.TraceParent}) and of HTTP answers ({@link
 * fairlead.telemetry.RequestSpanFilter}), and the trace in the server's log.
 *
 * <p>Does not depend on the application, only on CDI, Jakarta Interceptors, Servlet and the
 * OpenTelemetry API. Sampling, export and resources are configured in the server, by the standard
 * {@code OTEL_*} settings.
 */
package fairlead.telemetry;
