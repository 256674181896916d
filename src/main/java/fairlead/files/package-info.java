/**
 * Upload and download over SFTP, beside a terminal.
 *
 * <p>A {@link fairlead.files.FilePanel} is one host's files, open for one person. It has its own
 * SSH session (of {@code fairlead.ssh}), so that a transfer never slows a terminal down. Bytes are
 * streamed between the request and the host, in constant memory and never through this server's
 * disk. Whether a person may open files is decided by {@code fairlead.admission}.
 */
package fairlead.files;
