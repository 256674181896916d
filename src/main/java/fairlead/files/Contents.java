package fairlead.files;

import fairlead.ssh.FileSession;
import fairlead.ssh.RemoteFile;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Optional;

/** Responses with what is in a file or a directory. Refusals come before they begin. */
final class Contents {
  private final Visit visit;
  private final Transfer transfer;
  private final HttpServletRequest request;
  private final FilesMetrics metrics;

  Contents(Visit visit, Transfer transfer, HttpServletRequest request, FilesMetrics metrics) {
    this.visit = visit;
    this.transfer = transfer;
    this.request = request;
    this.metrics = metrics;
  }

  /** An empty response if it can be read. */
  static Response readable(Visit visit) throws FilesRefused, IOException {
    FileSession session = visit.session();
    if (session.stat(visit.path()).kind() == RemoteFile.Kind.DIRECTORY) {
      session.list(visit.path(), 1, Long.MAX_VALUE);
    } else {
      mustBeFile(session.stat(visit.path()));
      session.read(visit.path(), 0).close();
    }
    return Response.noContent().build();
  }

  /** A file, or a range of it. */
  Response file(String rangeHeader, String ifRange) throws FilesRefused, IOException {
    RemoteFile file = visit.session().stat(visit.path());
    mustBeFile(file);
    String tag = "\"" + file.size() + "-" + file.modified().getEpochSecond() + "\"";
    boolean changed = ifRange != null && !ifRange.equals(tag);
    // Files of the kernel say that they are empty, and are not.
    boolean sized = file.size() > 0 && !changed;
    Optional<Range> range = Range.of(sized ? rangeHeader : null, file.size());
    if (range.isEmpty()) {
      return Response.status(416).header("Content-Range", "bytes */" + file.size()).build();
    }
    boolean whole = range.get().whole(file.size());
    transfer.size(range.get().length());
    Download download =
        whole
            ? Download.whole(visit.session(), visit.path(), transfer)
            : Download.of(visit.session(), visit.path(), range.get(), transfer);
    Response.ResponseBuilder response =
        attachment(visit.path().savedName(), download)
            .header("Accept-Ranges", "bytes")
            .header("ETag", tag);
    download.length().ifPresent(length -> response.header("Content-Length", length));
    if (!whole) {
      response.status(206).header("Content-Range", range.get().header(file.size()));
    }
    return response.build();
  }

  /** A directory as a zip file. */
  Response archive(FilesSettings settings) throws FilesRefused, IOException {
    FileSession session = visit.session();
    if (session.stat(visit.path()).kind() != RemoteFile.Kind.DIRECTORY) {
      throw new FilesRefused(409, "This is no directory.");
    }
    String name = visit.path().name().isEmpty() ? visit.panel().host() : visit.path().savedName();
    session.list(visit.path(), 1, Long.MAX_VALUE);
    Archive archive = new Archive(session, visit.path(), name, settings);
    return attachment(name + ".zip", archive::write).build();
  }

  private static void mustBeFile(RemoteFile file) throws FilesRefused {
    if (file.kind() != RemoteFile.Kind.FILE) {
      throw new FilesRefused(409, "This is no regular file.");
    }
  }

  /** Whatever it is, a browser keeps it as a file and never shows it as a page of this site. */
  private Response.ResponseBuilder attachment(String name, Sending.Source source) {
    return Response.ok(new Sending(request, source, transfer, metrics))
        .header("Content-Disposition", Attachment.header(name))
        .header("Content-Security-Policy", "sandbox; default-src 'none'")
        .header("Cache-Control", "no-store");
  }
}
