package fairlead.files;

import fairlead.ssh.FileSession;
import fairlead.ssh.RemoteFile;
import fairlead.ssh.RemotePath;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How far parts of uploads are known to have no gap. A part's size does not tell: of some blocks on
 * their way the first may fail, on a full disk say, and the next succeed. So only a part whose
 * every byte was confirmed is gone on with at its end; any other one so far before it that a gap
 * can only be behind.
 */
final class ConfirmedParts {
  /** That are known; the oldest are forgotten, and more of them is sent again than need be. */
  private static final int MOST = 1_000;

  private final Map<RemotePath, Long> ends = new LinkedHashMap<>();

  /** The host has confirmed every byte of it up to here. */
  synchronized void put(RemotePath part, long end) {
    ends.remove(part);
    if (ends.size() == MOST) {
      ends.remove(ends.keySet().iterator().next());
    }
    ends.put(part, end);
  }

  /** It is written to, or removed. */
  synchronized void forget(RemotePath part) {
    ends.remove(part);
  }

  /** Where the upload goes on. */
  synchronized long received(RemoteFile part) {
    Long end = ends.get(part.path());
    return end != null && end == part.size()
        ? end
        : Math.max(0, part.size() - FileSession.UNCONFIRMED_MOST);
  }
}
