package fairlead.ssh;

import java.util.List;

/**
 * What is in a directory.
 *
 * @param whole false when there is more than was asked for, or than can be had
 * @param dropped how many entries have names that are no file's name, as one with a slash in it
 */
public record FileListing(List<RemoteFile> files, boolean whole, int dropped) {}
