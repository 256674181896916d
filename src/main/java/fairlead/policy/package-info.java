/**
 * What a person may open: rules, hours, networks, and why something is denied.
 *
 * <p>Offers {@link fairlead.policy.Policy}, which {@code fairlead.admission} asks, and {@link
 * fairlead.policy.Networks}, the addresses that may be dialled. Who a person is, is known by {@code
 * fairlead.access}.
 */
package fairlead.policy;
