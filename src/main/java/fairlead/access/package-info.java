/**
 * Who may sign in and what they may open: sign-in and sign-out, roles, the policy, addresses that
 * may be dialled, the Origin of requests, security headers, limits.
 *
 * <p>Offers {@link fairlead.access.Person} to code that serves a request or a socket, and the event
 * {@link fairlead.access.SignedOut}; {@link fairlead.access.Policy} and {@link
 * fairlead.access.Networks} to code that opens something. The server's user registry checks
 * passwords; {@code fairlead.terminal} enforces decisions on open terminals.
 */
package fairlead.access;
