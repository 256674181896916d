package fairlead.files;

import fairlead.failure.Failure;
import fairlead.failure.Refused;
import fairlead.ssh.FileSession;
import fairlead.ssh.RemotePath;
import jakarta.ws.rs.core.UriInfo;

/**
 * A request about one path of an open panel.
 *
 * @param session the panel's session, open when the request began
 */
record Visit(FilePanel panel, FileSession session, RemotePath path) {
  static Visit of(FilePanel panel, UriInfo uri) throws Refused {
    return new Visit(panel, session(panel), path(uri, "path"));
  }

  static FileSession session(FilePanel panel) throws Refused {
    FileSession session = panel.session();
    if (session == null) {
      throw new Refused(Failure.CONFLICT, panel.failure().orElse("The files are not open yet."));
    }
    return session;
  }

  /**
   * A path in the query. It is decoded here, because the server would decode the bytes as UTF-8.
   */
  static RemotePath path(UriInfo uri, String parameter) throws Refused {
    String path = uri.getQueryParameters(false).getFirst(parameter);
    try {
      return RemotePath.ofUri(path == null ? "" : path);
    } catch (IllegalArgumentException e) {
      throw new Refused(
          Failure.BAD_REQUEST,
          parameter + ": this is not an absolute path without . and .. in it.");
    }
  }

  Visit uploading() throws Refused {
    if (!panel.limits().upload()) {
      throw new Refused(Failure.NOT_ALLOWED, "You may not upload to " + panel.host() + ".");
    }
    return this;
  }

  /** Requires the right to upload, which also covers other changes to files. */
  Visit changing() throws Refused {
    if (!panel.limits().upload()) {
      throw new Refused(Failure.NOT_ALLOWED, "You may not change files on " + panel.host() + ".");
    }
    return this;
  }

  Visit downloading() throws Refused {
    if (!panel.limits().download()) {
      throw new Refused(Failure.NOT_ALLOWED, "You may not download from " + panel.host() + ".");
    }
    return this;
  }
}
