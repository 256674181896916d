/**
 * Everything that knows JSch's sessions: opening them, host keys, questions, flow control and the
 * channels for shells, files and jump hosts.
 *
 * <p>{@link fairlead.ssh.jsch.JschShells} and {@link fairlead.ssh.jsch.JschFileSessions} are what
 * the rest of Fairlead gets to see, as {@link fairlead.ssh.Shells} and {@link
 * fairlead.ssh.FileSessions}.
 */
package fairlead.ssh.jsch;
