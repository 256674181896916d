package fairlead.files;

import fairlead.ssh.FileSession;
import fairlead.ssh.RemotePath;
import jakarta.ws.rs.core.UriInfo;

/**
 * A request about one path of an open panel.
 *
 * @param session open when the request began
 */
record Visit(FilePanel panel, FileSession session, RemotePath path) {
  static Visit of(FilePanel panel, UriInfo uri) throws FilesRefused {
    FileSession session = panel.session();
    if (session == null) {
      throw new FilesRefused(409, panel.failure().orElse("The files are not open yet."));
    }
    // Not decoded by the server, which would take the bytes for UTF-8.
    String path = uri.getQueryParameters(false).getFirst("path");
    try {
      return new Visit(panel, session, RemotePath.ofUri(path == null ? "" : path));
    } catch (IllegalArgumentException e) {
      throw new FilesRefused(400, "path: this is no absolute path.");
    }
  }

  Visit uploading() throws FilesRefused {
    if (!panel.limits().upload()) {
      throw new FilesRefused(403, "You may not upload to " + panel.host() + ".");
    }
    return this;
  }

  Visit downloading() throws FilesRefused {
    if (!panel.limits().download()) {
      throw new FilesRefused(403, "You may not download from " + panel.host() + ".");
    }
    return this;
  }
}
