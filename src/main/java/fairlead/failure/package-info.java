/**
 * What can go wrong, and what a client is told of it.
 *
 * <p>{@link fairlead.failure.Failure} is the whole list, as in docs/PROTOCOL.md, "Failures". {@link
 * fairlead.failure.Refused} carries one of them to {@link fairlead.failure.ErrorMapper}, which
 * answers a request, or to {@code terminal}, which closes a socket.
 *
 * <p>Out of scope: what goes wrong in files that people write (owned by {@code yaml} and {@code
 * settings}), and with Redis (owned by {@code redis}).
 */
package fairlead.failure;
