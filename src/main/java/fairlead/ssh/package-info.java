/**
 * Shells and files on other machines, over SSH: what the rest of Fairlead sees of them.
 *
 * <p>Offers: {@link fairlead.ssh.Shells}, which opens a {@link fairlead.ssh.Shell} on a {@link
 * fairlead.ssh.Destination} and deals with its person through an {@link fairlead.ssh.Interaction};
 * host keys in OpenSSH's {@code known_hosts}. Others can implement {@link fairlead.ssh.Login}, a
 * way to log in, {@link fairlead.ssh.Tunnel}, a way to reach a host, and {@link
 * fairlead.ssh.AddressRules}, which decide what may be dialled.
 *
 * <p>Leaves to others: which destinations there are ({@code hosts}), who may open them, and what
 * happens with the bytes ({@code terminal}).
 */
package fairlead.ssh;
