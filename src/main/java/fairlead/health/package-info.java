/**
 * Whether this server is well, and since when and why not.
 *
 * <p>Every bean of type {@link fairlead.health.Probe} is asked on a timer; {@link
 * fairlead.health.HealthMonitor} keeps what it said, and MicroProfile Health reads from there: its
 * endpoints wait for nothing. {@link fairlead.health.Draining} takes this server out of service. A
 * timer calls {@code /health-check/} as a person's browser would. Ending terminals is {@code
 * fairlead.terminal}'s.
 */
package fairlead.health;
