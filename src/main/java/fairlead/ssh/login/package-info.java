/**
 * Methods of authentication: key files, certificates, the agent, passwords and questions.
 *
 * <p>Each is a {@link fairlead.ssh.Login}. The keys are read with JSch; nothing here knows its
 * sessions.
 */
package fairlead.ssh.login;
