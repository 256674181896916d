package fairlead.ssh;

import java.util.List;

/**
 * The entries of a directory.
 *
 * @param whole false when the directory has more entries than were asked for, or than there is room
 *     for
 * @param dropped number of entries left out because their names are not valid file names, such as
 *     one with a slash
 */
public record FileListing(List<RemoteFile> files, boolean whole, int dropped) {}
