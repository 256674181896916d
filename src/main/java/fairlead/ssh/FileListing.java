package fairlead.ssh;

import java.util.List;

/**
 * What is in a directory.
 *
 * @param whole false when there is more than was asked for, or than can be had
 */
public record FileListing(List<RemoteFile> files, boolean whole) {}
