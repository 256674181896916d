/**
 * Who may come in: sign-in and sign-out, roles, the Origin of requests, security headers, limits.
 *
 * <p>Offers {@link fairlead.access.Person} to whoever serves a request or a socket, and the event
 * {@link fairlead.access.SignedOut}. Passwords are checked by the server's user registry; what a
 * person may do with a terminal is decided by {@code fairlead.terminal}.
 */
package fairlead.access;
