/**
 * The machines that people may reach, from the environment and from {@code hosts.yaml}.
 *
 * <p>Offers {@link fairlead.hosts.Hosts}; another list of hosts is added by a bean of type {@link
 * fairlead.hosts.HostSource}. Left to others: reaching a machine ({@code fairlead.ssh}) and
 * deciding who may ({@code fairlead.access}, {@code fairlead.admission}).
 */
package fairlead.hosts;
