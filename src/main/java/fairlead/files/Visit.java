package fairlead.files;

import fairlead.ssh.FileSession;
import fairlead.ssh.RemotePath;
import jakarta.ws.rs.core.UriInfo;

/**
 * A request about one path of an open panel.
 *
 * @param session the panel's session, open when the request began
 */
record Visit(FilePanel panel, FileSession session, RemotePath path) {
  static Visit of(FilePanel panel, UriInfo uri) throws FilesRefused {
    return new Visit(panel, session(panel), path(uri, "path"));
  }

  static FileSession session(FilePanel panel) throws FilesRefused {
    FileSession session = panel.session();
    if (session == null) {
      throw new FilesRefused(409, panel.failure().orElse("The files are not open yet."));
    }
    return session;
  }

  /**
   * A path in the query. It is decoded here, because the server would decode the bytes as UTF-8.
   */
  static RemotePath path(UriInfo uri, String parameter) throws FilesRefused {
    String path = uri.getQueryParameters(false).getFirst(parameter);
    try {
      return RemotePath.ofUri(path == null ? "" : path);
    } catch (IllegalArgumentException e) {
      throw new FilesRefused(
          400, parameter + ": this is not an absolute path without . and .. in it.");
    }
  }

  Visit uploading() throws FilesRefused {
    if (!panel.limits().upload()) {
      throw new FilesRefused(403, "You may not upload to " + panel.host() + ".");
    }
    return this;
  }

  /** Requires the right to upload, which also covers other changes to files. */
  Visit changing() throws FilesRefused {
    if (!panel.limits().upload()) {
      throw new FilesRefused(403, "You may not change files on " + panel.host() + ".");
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
