/**
 * Shells on other machines, over SSH; the only package that knows JSch.
 *
 * <p>Offers: {@link fairlead.ssh.Shells}, which opens a {@link fairlead.ssh.Shell} on a {@link
 * fairlead.ssh.Destination} and asks a person through a {@link fairlead.ssh.Conversation}; host
 * keys in OpenSSH's {@code known_hosts}. Open to others: a {@link fairlead.ssh.Login} is one way to
 * prove who is logging in, a {@link fairlead.ssh.Tunnel} one way to reach a host, {@link
 * fairlead.ssh.AddressRules} say what may be dialled.
 *
 * <p>Leaves to others: which destinations there are ({@code hosts}), who may open them, and what
 * happens with the bytes ({@code terminal}).
 */
package fairlead.ssh;
