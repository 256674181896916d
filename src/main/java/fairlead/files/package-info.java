/**
 * Upload and download over SFTP, beside a terminal.
 *
 * <p>A {@link fairlead.files.FilePanel} is what a person sees of one host's files: it holds an SSH
 * session of its own (of {@code fairlead.ssh}), so that a terminal never feels a transfer. Bytes go
 * from the request straight to the host and back, in constant memory and never to this server's
 * disk. Whether a person may is {@code fairlead.access}'s.
 */
package fairlead.files;
