/**
 * The health of this server.
 *
 * <p>Every bean of type {@link fairlead.health.Probe} runs on a timer. {@link
 * fairlead.health.HealthMonitor} keeps the results, and MicroProfile Health reads them from there,
 * so that its endpoints never wait. {@link fairlead.health.Draining} takes this server out of
 * service. A timer calls {@code /health-check/} as an external client would. {@code
 * fairlead.terminal} ends terminals.
 */
package fairlead.health;
