package fairlead.files;

import fairlead.ssh.RemoteFile;
import java.time.Instant;
import java.util.Locale;

/**
 * A file or directory, for the page.
 *
 * @param name for display
 * @param path encoded as in a URI
 * @param kind {@code file}, {@code directory}, {@code link} or {@code other}
 * @param mode the permission bits
 * @param within the directory that it is in, for display; null unless its path was typed
 */
public record Entry(
    String name, String path, String kind, long size, Instant modified, int mode, String within) {

  static Entry of(RemoteFile file) {
    return of(file, null);
  }

  /** What a typed path has led to. */
  static Entry typed(RemoteFile file) {
    return of(file, file.path().parent().shown());
  }

  private static Entry of(RemoteFile file, String within) {
    return new Entry(
        file.path().shownName(),
        file.path().uri(),
        file.kind().name().toLowerCase(Locale.ROOT),
        file.size(),
        file.modified(),
        file.mode(),
        within);
  }
}
