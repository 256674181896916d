package fairlead.files;

import fairlead.access.Api;
import fairlead.access.BearerTokens;
import fairlead.access.Logins;
import fairlead.access.MessageFields;
import fairlead.access.Person;
import fairlead.failure.Failure;
import fairlead.failure.Refused;
import fairlead.ssh.FileException;
import fairlead.ssh.FileSession;
import fairlead.ssh.RemoteFile;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
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
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.LongPredicate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** A person's file panels, and the listings of directories (docs/FILES.md). */
@Path("/files")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class FilesResource {
  /** Maximum number of characters, as in the socket's message "open". */
  private static final int HOST = 400;

  private static final int USER = 128;

  static final String PATH = "Absolute, without . and .., encoded byte by byte as in a URI";

  /**
   * What to open.
   *
   * @param user the account, or null for the first one that the person may use
   */
  private record PanelWish(@Schema(required = true) String host, String user) {
    static PanelWish of(MessageFields body) throws Refused {
      PanelWish wish = new PanelWish(body.text("host", HOST), body.optionalText("user", USER));
      body.finish();
      return wish;
    }
  }

  /**
   * The answer to a question.
   *
   * @param values one per field, or null when the person cancels; the receiver wipes them
   */
  @SuppressWarnings("ArrayRecordComponent")
  private record PromptAnswer(
      @Schema(required = true) int id,
      @Schema(type = SchemaType.ARRAY, implementation = String.class, nullable = true)
          char[][] values) {
    static PromptAnswer of(MessageFields body) throws Refused {
      int id = (int) Math.min(body.offset("id"), Integer.MAX_VALUE);
      PromptAnswer answer = new PromptAnswer(id, body.secrets("values"));
      body.finish();
      return answer;
    }
  }

  @Inject FilePanels panels;
  @Inject FilesSettings settings;
  @Inject Polls polls;
  @Inject HostRequests hosts;
  @Inject Logins logins;
  @Inject ListingMemory listings;

  @Context HttpServletRequest request;
  @Context UriInfo uri;

  /** Starts to open a panel: {@code {"host": "…", "user": "…"}}; {@code user} is optional. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Begins to open a host's files")
  public OpenedPanel open(
      @RequestBody(content = @Content(schema = @Schema(implementation = PanelWish.class)))
          MessageFields body)
      throws Refused {
    PanelWish wish = PanelWish.of(fields(body));
    Person person = Person.of(request);
    FilePanel panel = panels.open(person, wish.host(), wish.user());
    BearerTokens.end(request).ifPresent(panel::until);
    if (!logins.goesOn(person)) {
      panels.close(panel);
      throw new Refused(Failure.NOT_SIGNED_IN);
    }
    return new OpenedPanel(panel.id());
  }

  /**
   * The state of a panel. If it is not newer than the version {@code seen}, the answer is delayed
   * until it is, for a few seconds at most.
   */
  @GET
  @Path("/{panel}")
  @Operation(
      summary =
          "How a panel stands, as soon as it is newer than the version seen; after 5 s in any case")
  public CompletionStage<PanelView> state(
      @PathParam("panel") String id, @QueryParam("seen") @DefaultValue("0") String seen)
      throws Refused {
    long version = QueryValue.number("seen", seen);
    FilePanel panel = panels.look(Person.of(request), id);
    int slice = settings.slice();
    return polls.await(panel, version, () -> PanelView.of(panel, slice));
  }

  /** Answers a question: {@code {"id": 1, "values": ["…"]}}; {@code null} values cancel. */
  @POST
  @Path("/{panel}/answers")
  @Operation(summary = "Answers a question")
  @APIResponse(responseCode = "204", description = "Taken")
  @Consumes(MediaType.APPLICATION_JSON)
  public void answer(
      @PathParam("panel") String id,
      @RequestBody(content = @Content(schema = @Schema(implementation = PromptAnswer.class)))
          MessageFields body)
      throws Refused {
    FilePanel panel = find(id);
    PromptAnswer answer = PromptAnswer.of(fields(body));
    panel.state().answer(answer.id(), answer.values());
  }

  @DELETE
  @Path("/{panel}")
  @Operation(summary = "Closes it")
  public void close(@PathParam("panel") String id) throws Refused {
    panels.close(find(id));
  }

  /** Lists the directory {@code path}. */
  @GET
  @Path("/{panel}/entries")
  @Operation(summary = "A directory")
  @APIResponse(
      responseCode = "200",
      description = "OK",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema =
                  @Schema(
                      type = SchemaType.OBJECT,
                      properties = {
                        @SchemaProperty(name = "path", type = SchemaType.STRING),
                        @SchemaProperty(name = "shown", type = SchemaType.STRING),
                        @SchemaProperty(name = "whole", type = SchemaType.BOOLEAN),
                        @SchemaProperty(
                            name = "entries",
                            type = SchemaType.ARRAY,
                            implementation = Entry.class)
                      })))
  @Parameter(ref = Api.PATH)
  public void entries(@PathParam("panel") String id, @Suspended AsyncResponse response)
      throws Refused {
    Visit visit = Visit.of(find(id), uri);
    int most = settings.list();
    ListingMemory.Lease memory = listings.lease(visit.panel().person().name());
    LongPredicate room = memory.within(settings.nameBytes());
    hosts.answer(
        visit.panel(),
        response,
        () -> ListingJson.of(visit.path(), visit.session().list(visit.path(), most, room)),
        memory::close);
  }

  /**
   * Makes the directory {@code path}. An existing directory is not an error, except with {@code
   * new=true}.
   */
  @POST
  @Path("/{panel}/directories")
  @Operation(summary = "Makes a directory; one that is there is fine, unless new is true")
  @APIResponse(responseCode = "204", description = "Made")
  @Parameter(ref = Api.PATH)
  public void makeDirectory(
      @PathParam("panel") String id,
      @QueryParam("new") @DefaultValue("false") String fresh,
      @Suspended AsyncResponse response)
      throws Refused {
    Visit visit = Visit.of(find(id), uri).uploading();
    boolean mustBeNew = QueryValue.flag("new", fresh);
    hosts.answer(visit.panel(), response, () -> made(visit, mustBeNew));
  }

  private static Response made(Visit visit, boolean fresh) throws Refused, FileException {
    FileSession session = visit.session();
    try {
      session.makeDirectory(visit.path());
    } catch (FileException e) {
      // SFTP servers do not say that the path exists, only that the request failed.
      Optional<RemoteFile> there =
          e.reason() == FileException.Reason.FAILED ? session.find(visit.path()) : Optional.empty();
      if (there.isEmpty()) {
        throw e;
      }
      if (fresh || session.stat(visit.path()).kind() != RemoteFile.Kind.DIRECTORY) {
        throw Conflicts.taken(there.get());
      }
    }
    return Response.noContent().build();
  }

  private FilePanel find(String id) throws Refused {
    return panels.find(Person.of(request), id);
  }

  private static MessageFields fields(MessageFields given) throws Refused {
    if (given == null) {
      throw new Refused(Failure.BAD_MESSAGE, "The request has no body (expected: a JSON object).");
    }
    return given;
  }
}
