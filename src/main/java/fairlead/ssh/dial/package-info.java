/**
 * How the socket to a host is made: directly, or through a tunnel; names are resolved with a
 * deadline, and only allowed addresses are dialled. What is received waits in a {@link
 * fairlead.ssh.dial.BoundedPipe}.
 */
package fairlead.ssh.dial;
