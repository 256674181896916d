package fairlead.files;

import fairlead.ssh.FileSession;
import fairlead.ssh.RemoteFile;
import fairlead.ssh.RemotePath;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Up to which offset parts of uploads are known to have no gap. A part's size does not tell: when
 * several blocks are under way, the first may fail, on a full disk for example, and the next
 * succeed. An upload continues at the end of a part only if the host has confirmed every byte of
 * it; otherwise {@link FileSession#UNCONFIRMED_MOST} bytes before the end, which are sent again.
 */
final class ConfirmedParts {
  /**
   * Maximum number of parts remembered. For an older one, more bytes than necessary are sent again.
   */
  private static final int MOST = 1_000;

  private final Map<RemotePath, Long> ends = new LinkedHashMap<>();

  /** Notes that the host has confirmed every byte of the part up to this offset. */
  synchronized void put(RemotePath part, long end) {
    ends.remove(part);
    if (ends.size() == MOST) {
      ends.remove(ends.keySet().iterator().next());
    }
    ends.put(part, end);
  }

  /** Forgets a part that is being written to or was removed. */
  synchronized void forget(RemotePath part) {
    ends.remove(part);
  }

  /** Where the upload continues, in bytes. */
  synchronized long received(RemoteFile part) {
    Long end = ends.get(part.path());
    return end != null && end == part.size()
        ? end
        : Math.max(0, part.size() - FileSession.UNCONFIRMED_MOST);
  }
}
