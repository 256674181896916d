package fairlead.files;

import fairlead.failure.Failure;
import fairlead.failure.Refused;
import fairlead.ssh.FileSession;
import fairlead.ssh.RemoteFile;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * Responses with the content of a file or a directory. Failures at the beginning are reported
 * before the response begins.
 */
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

  /** An empty response if the file or directory can be read. */
  static Response readable(Visit visit) throws Refused, IOException {
    FileSession session = visit.session();
    if (session.stat(visit.path()).kind() == RemoteFile.Kind.DIRECTORY) {
      session.list(visit.path(), 1, path -> true);
    } else {
      mustBeFile(session.stat(visit.path()));
      session.read(visit.path(), 0).close();
    }
    return Response.noContent().build();
  }

  /** The head of a response with a file; reads only the file's attributes. */
  static Response fileHead(Visit visit) throws Refused, IOException {
    RemoteFile file = visit.session().stat(visit.path());
    mustBeFile(file);
    Response.ResponseBuilder response =
        attached(Response.ok().type(MediaType.APPLICATION_OCTET_STREAM), visit.path().shownName())
            .header("Accept-Ranges", "bytes")
            .header("ETag", EntityTag.of(file, Instant.now()).header());
    if (file.size() > 0) {
      response.header("Content-Length", file.size());
    }
    return response.build();
  }

  /** The head of a response with a directory as a zip file; its length is unknown. */
  static Response archiveHead(Visit visit) throws Refused, IOException {
    mustBeDirectory(visit.session().stat(visit.path()));
    return attached(Response.ok().type("application/zip"), archiveName(visit) + ".zip").build();
  }

  /** A file, or a range of it; each header as it was sent, or null. */
  Response file(String rangeHeader, String ifRange, String ifMatch) throws Refused, IOException {
    RemoteFile file = visit.session().stat(visit.path());
    mustBeFile(file);
    EntityTag tag = EntityTag.of(file, Instant.now());
    if (ifMatch != null && !tag.matches(ifMatch)) {
      throw new Refused(Failure.CHANGED, "The file has changed.");
    }
    boolean changed = ifRange != null && !tag.satisfies(ifRange);
    // Files of the kernel, as in /proc, report the size 0 but are not empty.
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
        attachment(visit.path().shownName(), download)
            .header("Accept-Ranges", "bytes")
            .header("ETag", tag.header());
    download.length().ifPresent(length -> response.header("Content-Length", length));
    if (!whole) {
      response.status(206).header("Content-Range", range.get().header(file.size()));
    }
    return response.build();
  }

  /** A directory as a zip file. */
  Response archive(FilesSettings settings, ListingMemory listings) throws Refused, IOException {
    FileSession session = visit.session();
    mustBeDirectory(session.stat(visit.path()));
    String name = archiveName(visit);
    session.list(visit.path(), 1, path -> true);
    Archive archive =
        new Archive(session, visit.path(), name, settings, listings, visit.panel().person().name());
    return attachment(name + ".zip", archive::write).build();
  }

  private static void mustBeFile(RemoteFile file) throws Refused {
    if (file.kind() != RemoteFile.Kind.FILE) {
      throw new Refused(Failure.CONFLICT, "This is not a regular file.");
    }
  }

  private static void mustBeDirectory(RemoteFile file) throws Refused {
    if (file.kind() != RemoteFile.Kind.DIRECTORY) {
      throw new Refused(Failure.CONFLICT, "This is not a directory.");
    }
  }

  private static String archiveName(Visit visit) {
    return visit.path().name().isEmpty() ? visit.panel().host() : visit.path().shownName();
  }

  /** Makes the browser save the content as a file and never display it as a page of this site. */
  private static Response.ResponseBuilder attached(Response.ResponseBuilder response, String name) {
    return response
        .header("Content-Disposition", ContentDisposition.header(name))
        .header("Content-Security-Policy", "sandbox; default-src 'none'")
        .header("Cache-Control", "no-store");
  }

  private Response.ResponseBuilder attachment(String name, Sending.Source source) {
    return attached(Response.ok(new Sending(request, source, transfer, metrics)), name);
  }
}
