package fairlead.files;

import fairlead.access.Person;
import fairlead.ssh.FileException;
import fairlead.ssh.RemoteFile;
import fairlead.ssh.RemotePath;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Files on their way, down and up (docs/FILES.md). */
@Path("/transfers/{panel}")
@RequestScoped
public class TransfersResource {
  @Inject FilePanels panels;
  @Inject FilesSettings settings;
  @Inject FilesMetrics metrics;

  @PathParam("panel")
  String panel;

  @Context HttpServletRequest request;
  @Context UriInfo uri;

  /** What is on its way. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public JsonArray transfers() throws FilesRefused {
    JsonArrayBuilder list = Json.createArrayBuilder();
    for (Transfer transfer : find().transfers()) {
      list.add(
          Json.createObjectBuilder()
              .add("id", transfer.id())
              .add("direction", transfer.direction().name().toLowerCase(Locale.ROOT))
              .add("name", transfer.path().shownName())
              .add("bytes", transfer.bytes())
              .add("size", transfer.size()));
    }
    return list.build();
  }

  /** Cancels one; what has arrived of an upload is removed. */
  @DELETE
  @Path("/{transfer}")
  public void cancel(@PathParam("transfer") String transfer) throws FilesRefused {
    boolean cancelled = find().transfer(transfer).map(Transfer::cancel).orElse(false);
    if (!cancelled) {
      throw new FilesRefused(404, "This transfer is over.");
    }
  }

  /** A file, or the range of it that is asked for (RFC 9110 §14). */
  @GET
  @Path("/content")
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  public Response download(
      @HeaderParam("Range") String rangeHeader, @HeaderParam("If-Range") String ifRange)
      throws FilesRefused, FileException {
    Visit visit = visit().downloading();
    RemoteFile file = visit.session().stat(visit.path());
    if (file.kind() != RemoteFile.Kind.FILE) {
      throw new FilesRefused(409, "This is no regular file.");
    }
    String tag = "\"" + file.size() + "-" + file.modified().getEpochSecond() + "\"";
    boolean changed = ifRange != null && !ifRange.equals(tag);
    Optional<Range> range = Range.of(changed ? null : rangeHeader, file.size());
    if (range.isEmpty()) {
      return Response.status(416).header("Content-Range", "bytes */" + file.size()).build();
    }
    Transfer transfer = begin(visit, Transfer.Direction.DOWNLOAD, range.get().length());
    StreamingOutput bytes = new Download(visit, range.get(), transfer, metrics);
    Response.ResponseBuilder response =
        attachment(visit.path().shownName(), bytes)
            .header("Accept-Ranges", "bytes")
            .header("ETag", tag)
            .header("Content-Length", range.get().length());
    if (!range.get().whole(file.size())) {
      response.status(206).header("Content-Range", range.get().header(file.size()));
    }
    return response.build();
  }

  /** A directory as a zip file. */
  @GET
  @Path("/archive")
  @Produces("application/zip")
  public Response archive() throws FilesRefused, FileException {
    Visit visit = visit().downloading();
    if (visit.session().stat(visit.path()).kind() != RemoteFile.Kind.DIRECTORY) {
      throw new FilesRefused(409, "This is no directory.");
    }
    Transfer transfer = begin(visit, Transfer.Direction.DOWNLOAD, -1);
    String name = visit.path().name().isEmpty() ? visit.panel().host() : visit.path().shownName();
    StreamingOutput bytes =
        new ArchiveDownload(
            visit,
            new Archive(visit.session(), visit.path(), settings.archiveFiles(), settings.list()),
            transfer,
            metrics);
    return attachment(name + ".zip", bytes).build();
  }

  /** How far an upload to {@code path} is. */
  @GET
  @Path("/upload")
  @Produces(MediaType.APPLICATION_JSON)
  public JsonObject uploaded(@QueryParam("key") String key) throws FilesRefused, FileException {
    Visit visit = visit().uploading();
    return Upload.state(visit, part(visit, key));
  }

  /** Gives an upload up: what has arrived is removed. */
  @DELETE
  @Path("/upload")
  public void giveUp(@QueryParam("key") String key) throws FilesRefused, FileException {
    Visit visit = visit().uploading();
    RemotePath part = part(visit, key);
    // A slice that is still on its way removes what it writes from now on.
    uploads(visit).forEach(Transfer::cancel);
    try {
      visit.session().remove(part);
    } catch (FileException e) {
      if (e.reason() != FileException.Reason.NO_SUCH_FILE) {
        throw e;
      }
    }
  }

  /**
   * Takes the next slice of an upload to {@code path}.
   *
   * @param key of this file, see {@link Part}
   * @param offset where it begins, in bytes; 0 begins anew
   * @param size of the whole file, in bytes
   * @param overwrite whether a file of that name is replaced
   */
  @POST
  @Path("/upload")
  @Consumes(MediaType.APPLICATION_OCTET_STREAM)
  @Produces(MediaType.APPLICATION_JSON)
  public JsonObject upload(
      @QueryParam("key") String key,
      @QueryParam("offset") @DefaultValue("0") long offset,
      @QueryParam("size") @DefaultValue("-1") long size,
      @QueryParam("overwrite") @DefaultValue("false") boolean overwrite,
      InputStream body)
      throws FilesRefused, FileException, IOException {
    Visit visit = visit().uploading();
    if (offset < 0 || size < offset) {
      throw new FilesRefused(400, "offset and size are wrong (expected: 0 <= offset <= size).");
    }
    if (!uploads(visit).isEmpty()) {
      throw new FilesRefused(423, "This file is being uploaded already.");
    }
    Transfer transfer = begin(visit, Transfer.Direction.UPLOAD, size - offset);
    try {
      return new Upload(
              visit, part(visit, key), offset, size, overwrite, settings, transfer, metrics)
          .take(body);
    } finally {
      visit.panel().end(transfer);
    }
  }

  private FilePanel find() throws FilesRefused {
    return panels.find(Person.of(request), panel);
  }

  private Visit visit() throws FilesRefused {
    return Visit.of(find(), uri);
  }

  private static List<Transfer> uploads(Visit visit) {
    return visit.panel().transfers().stream()
        .filter(one -> one.direction() == Transfer.Direction.UPLOAD)
        .filter(one -> one.path().equals(visit.path()))
        .toList();
  }

  private static RemotePath part(Visit visit, String key) throws FilesRefused {
    return Part.of(visit.path(), key)
        .orElseThrow(
            () -> new FilesRefused(400, "key: 1 to 32 digits and small letters are missing."));
  }

  private static Transfer begin(Visit visit, Transfer.Direction direction, long size)
      throws FilesRefused {
    return visit
        .panel()
        .begin(direction, visit.path(), size)
        .orElseThrow(
            () -> new FilesRefused(429, "As many transfers go on as may. Wait for one to end."));
  }

  /** Whatever it is, a browser keeps it as a file and never shows it as a page of this site. */
  private static Response.ResponseBuilder attachment(String name, StreamingOutput bytes) {
    return Response.ok(bytes)
        .header("Content-Disposition", Attachment.header(name))
        .header("Content-Security-Policy", "sandbox; default-src 'none'")
        .header("Cache-Control", "no-store");
  }
}
