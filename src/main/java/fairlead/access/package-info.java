/**
 * Who may come in, and what they may open: sign-in and sign-out, roles, the policy, addresses, the
 * Origin of requests, security headers, limits.
 *
 * <p>Offers {@link fairlead.access.Person} to code that serves a request or a socket, and the event
 * {@link fairlead.access.SignedOut}; {@link fairlead.access.Policy} and {@link
 * fairlead.access.Networks} to code that opens something. Passwords are checked by the server's
 * user registry; how terminals obey is {@code fairlead.terminal}'s.
 */
package fairlead.access;
