/**
 * Who may come in: sign-in and sign-out, roles, logins, the Origin of requests, security headers,
 * limits.
 *
 * <p>Offers {@link fairlead.access.Person} to code that serves a request or a socket, and the event
 * {@link fairlead.access.SignedOut}. Passwords are checked by the server's user registry; what a
 * person may open is decided by {@code fairlead.policy}.
 */
package fairlead.access;
