/**
 * The machines that people may reach, from the environment and from {@code hosts.yaml}.
 *
 * <p>Offers {@link fairlead.hosts.Hosts}; another catalogue joins in by being a bean of type {@link
 * fairlead.hosts.HostSource}. Reaching a machine is {@code fairlead.ssh}'s, allowing it {@code
 * fairlead.terminal}'s.
 */
package fairlead.hosts;
