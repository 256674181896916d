package fairlead.files;

import fairlead.access.Api;
import fairlead.access.Person;
import fairlead.answers.ServerConnection;
import fairlead.failure.Failure;
import fairlead.failure.Refused;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/** Downloads and uploads (docs/FILES.md). */
@Path("/transfers/{panel}")
@RequestScoped
public class TransfersResource {
  /** How long a cancellation waits for the end of its slice, which may wait for the host. */
  private static final Duration CANCEL_WAIT = Duration.ofSeconds(10);

  @Inject FilePanels panels;
  @Inject FilesSettings settings;
  @Inject FilesMetrics metrics;
  @Inject HostRequests hosts;
  @Inject InPlaceWrites inPlace;
  @Inject ListingMemory listings;

  @PathParam("panel")
  String panel;

  @Context HttpServletRequest request;
  @Context UriInfo uri;

  /** The transfers under way. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "What is on its way")
  public List<TransferView> transfers() throws Refused {
    return find().transfers().stream().map(TransferView::of).toList();
  }

  /** Cancels a transfer; the part of an upload is removed. */
  @DELETE
  @Path("/{transfer}")
  @Operation(summary = "Cancels a transfer; the part of an upload is removed")
  @APIResponse(responseCode = "204", description = "Cancelled")
  public void cancel(@PathParam("transfer") String transfer, @Suspended AsyncResponse response)
      throws Refused {
    FilePanel open = find();
    Transfer found =
        open.transfer(transfer).orElseThrow(() -> new Refused(Failure.NO_SUCH_TRANSFER));
    cancel(found);
    hosts.answer(open, response, () -> ended(List.of(found)));
  }

  /**
   * Whether a file or directory can be read. The page asks before a download, because a browser
   * does not show why a download fails.
   */
  @GET
  @Path("/readable")
  @Operation(summary = "Whether it can be downloaded")
  @APIResponse(responseCode = "204", description = "It can")
  @Parameter(ref = Api.PATH)
  public void readable(@Suspended AsyncResponse response) throws Refused {
    Visit visit = visit().downloading();
    hosts.answer(visit.panel(), response, () -> Contents.readable(visit));
  }

  /** A file, or the requested range of it (RFC 9110 §14). */
  @GET
  @Path("/content")
  @Operation(summary = "A file's bytes, or a range of them")
  @Parameter(ref = Api.PATH)
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  public void download(
      @HeaderParam("Range") String range,
      @HeaderParam("If-Range") String ifRange,
      @HeaderParam("If-Match") String ifMatch,
      @Suspended AsyncResponse response)
      throws Refused {
    Visit visit = visit().downloading();
    Transfer transfer = begin(visit, Transfer.Direction.DOWNLOAD, -1);
    Contents contents = new Contents(visit, transfer, OuterRequest.of(request), metrics);
    hosts.move(visit.panel(), transfer, response, () -> contents.file(range, ifRange, ifMatch));
  }

  /** The head of the same response; reads no bytes of the file. */
  @HEAD
  @Path("/content")
  @Operation(summary = "The head of the same answer")
  @Parameter(ref = Api.PATH)
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  public void downloadHead(@Suspended AsyncResponse response) throws Refused {
    Visit visit = visit().downloading();
    hosts.answer(visit.panel(), response, () -> Contents.fileHead(visit));
  }

  /** A directory as a zip file. */
  @GET
  @Path("/archive")
  @Operation(summary = "A directory as a zip file")
  @Parameter(ref = Api.PATH)
  @Produces("application/zip")
  public void archive(@Suspended AsyncResponse response) throws Refused {
    Visit visit = visit().downloading();
    Transfer transfer = begin(visit, Transfer.Direction.DOWNLOAD, -1);
    Contents contents = new Contents(visit, transfer, OuterRequest.of(request), metrics);
    hosts.move(visit.panel(), transfer, response, () -> contents.archive(settings, listings));
  }

  /** The head of the same response; does not read the directory. */
  @HEAD
  @Path("/archive")
  @Operation(summary = "The head of the same answer")
  @Parameter(ref = Api.PATH)
  @Produces("application/zip")
  public void archiveHead(@Suspended AsyncResponse response) throws Refused {
    Visit visit = visit().downloading();
    hosts.answer(visit.panel(), response, () -> Contents.archiveHead(visit));
  }

  /** How much of an upload to {@code path} has arrived. */
  @GET
  @Path("/upload")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "How far an upload is")
  @APIResponseSchema(UploadState.class)
  @Parameter(ref = Api.PATH)
  public void uploaded(@QueryParam("key") String key, @Suspended AsyncResponse response)
      throws Refused {
    Visit visit = visit().uploading();
    mustBeKey(key);
    hosts.answer(visit.panel(), response, () -> Upload.state(visit, key));
  }

  /** Abandons an upload and removes its part. */
  @DELETE
  @Path("/upload")
  @Operation(summary = "Gives an upload up")
  @APIResponse(responseCode = "204", description = "Given up")
  @Parameter(ref = Api.PATH)
  public void giveUp(@QueryParam("key") String key, @Suspended AsyncResponse response)
      throws Refused {
    Visit visit = visit().uploading();
    mustBeKey(key);
    List<Transfer> slices = uploads(visit);
    for (Transfer slice : slices) {
      // A slice that is still being received then removes what it writes.
      cancel(slice);
    }
    hosts.answer(
        visit.panel(),
        response,
        () -> {
          Response gone = ended(slices);
          new UploadParts(visit, key).giveUp();
          return gone;
        });
  }

  /**
   * Waits for the end of uploads that were cancelled, so that the next one finds their places free.
   */
  private Response ended(List<Transfer> cancelled) throws Refused, InterruptedException {
    for (Transfer one : cancelled) {
      if (one.direction() == Transfer.Direction.UPLOAD && !one.awaitEnd(CANCEL_WAIT)) {
        throw new Refused(
            Failure.LOCKED,
            "The upload of %s is still ending. Try again.".formatted(one.path().shownName()));
      }
    }
    return Response.noContent().build();
  }

  /**
   * Receives the next slice of an upload to {@code path}.
   *
   * @param key of this file, see {@link Part}
   * @param offset where the slice begins, in bytes; 0 starts the upload again
   * @param size of the whole file, in bytes
   * @param overwrite whether an existing file of that name is replaced
   */
  @POST
  @Path("/upload")
  @Consumes(MediaType.APPLICATION_OCTET_STREAM)
  @Operation(summary = "Takes the next slice of an upload")
  @APIResponseSchema(value = SliceTaken.class, responseCode = "200")
  @Parameter(ref = Api.PATH)
  @Produces(MediaType.APPLICATION_JSON)
  public void upload(
      @QueryParam("key") String key,
      @QueryParam("offset") @DefaultValue("0") String offset,
      @QueryParam("size") String size,
      @QueryParam("overwrite") @DefaultValue("false") String overwrite,
      InputStream body,
      @Suspended AsyncResponse response)
      throws Refused, IOException {
    Visit visit = visit().uploading();
    mustBeKey(key);
    long from = QueryValue.number("offset", offset);
    long whole = QueryValue.number("size", size);
    boolean replaces = QueryValue.flag("overwrite", overwrite);
    if (whole < from) {
      throw new Refused(
          Failure.BAD_REQUEST, "offset and size are wrong (expected: 0 <= offset <= size).");
    }
    if (!uploads(visit).isEmpty()) {
      throw new Refused(Failure.LOCKED, "This file is being uploaded already.");
    }
    long length = request.getContentLengthLong();
    SliceBody slice = new SliceBody(body, ServerConnection.of(OuterRequest.of(request))::endInput);
    Transfer transfer = begin(visit, Transfer.Direction.UPLOAD, whole - from);
    Upload upload =
        new Upload(
            visit, key, from, whole, replaces, settings, transfer, metrics, inPlace, listings);
    transfer.whenCancelled(slice::cut);
    hosts.move(
        visit.panel(),
        transfer,
        response,
        () -> take(visit.panel(), transfer, () -> upload.take(slice, length), slice));
  }

  private static void cancel(Transfer transfer) throws Refused {
    if (!transfer.cancel() && transfer.arrived()) {
      throw new Refused(
          Failure.CONFLICT,
          "All of %s has arrived, so it can no longer be cancelled."
              .formatted(transfer.path().shownName()));
    }
  }

  /**
   * Ends the transfer before the response, because the next slice may arrive as soon as this one is
   * answered.
   */
  private static Object take(
      FilePanel panel, Transfer transfer, HostRequests.Work work, SliceBody body) throws Exception {
    try {
      return work.done();
    } catch (IOException e) {
      // A panel that was closed ends its slices: say why, and not how they ended.
      throw panel.closed().map(why -> (Exception) new Refused(Failure.DISCONNECTED, why)).orElse(e);
    } finally {
      body.close();
      panel.end(transfer);
    }
  }

  private FilePanel find() throws Refused {
    return panels.find(Person.of(request), panel);
  }

  private Visit visit() throws Refused {
    return Visit.of(find(), uri);
  }

  private static List<Transfer> uploads(Visit visit) {
    return visit.panel().transfers().stream()
        .filter(one -> one.direction() == Transfer.Direction.UPLOAD)
        .filter(one -> one.path().equals(visit.path()))
        .toList();
  }

  private static void mustBeKey(String key) throws Refused {
    if (!Part.isKey(key)) {
      throw new Refused(
          Failure.BAD_REQUEST,
          "key: wrong or missing (expected: 1 to 32 digits and lower-case letters).");
    }
  }

  private static Transfer begin(Visit visit, Transfer.Direction direction, long size)
      throws Refused {
    return visit
        .panel()
        .begin(direction, visit.path(), size)
        .orElseThrow(
            () ->
                new Refused(
                    Failure.TOO_MANY,
                    "You have reached your limit of transfers. Wait for one to end."));
  }
}
