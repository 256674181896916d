package fairlead.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import fairlead.access.Api;
import fairlead.access.Person;
import fairlead.failure.Failure;
import fairlead.failure.Refused;
import fairlead.ssh.FileException;
import fairlead.ssh.FileSession;
import fairlead.ssh.RemoteFile;
import fairlead.ssh.RemotePath;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
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
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/** One file or directory of a host (docs/FILES.md). */
@Path("/files/{panel}/entry")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class EntryResource {
  @Inject FilePanels panels;
  @Inject FilesSettings settings;
  @Inject HostRequests hosts;

  @PathParam("panel")
  String panel;

  @Context HttpServletRequest request;
  @Context UriInfo uri;

  /** The attributes of {@code path}, and the target of a link. */
  @GET
  @Operation(summary = "A file or directory; a link's target")
  @APIResponseSchema(Entry.class)
  @Parameter(ref = Api.PATH)
  public void entry(@Suspended AsyncResponse response) throws Refused {
    Visit visit = visit();
    hosts.answer(visit.panel(), response, () -> Entry.of(visit.session().stat(visit.path())));
  }

  /**
   * Resolves a path that a person typed, which may be relative to the home directory or contain
   * dots.
   */
  @GET
  @Path("/typed")
  @Operation(summary = "What a typed path leads to")
  @APIResponseSchema(Entry.class)
  public void typed(
      @QueryParam("text") @DefaultValue("") String text, @Suspended AsyncResponse response)
      throws Refused {
    if (text.isBlank() || text.length() > 4_095 || text.indexOf('\0') >= 0) {
      throw new Refused(Failure.BAD_REQUEST, "text: a path is missing.");
    }
    FilePanel of = panels.find(Person.of(request), panel);
    FileSession session = Visit.session(of);
    String typed = text.equals("~") || text.startsWith("~/") ? "." + text.substring(1) : text;
    hosts.answer(of, response, () -> Entry.typed(session.stat(session.resolve(typed))));
  }

  /** Removes a file, a link or an empty directory. */
  @DELETE
  @Operation(summary = "Removes a file, a link, or a directory that is empty")
  @APIResponse(responseCode = "204", description = "Removed")
  @Parameter(ref = Api.PATH)
  public void remove(@Suspended AsyncResponse response) throws Refused {
    Visit visit = visit().changing();
    hosts.answer(visit.panel(), response, () -> remove(visit));
  }

  private static Response remove(Visit visit) throws Refused, FileException {
    FileSession session = visit.session();
    if (session.lstat(visit.path()).kind() != RemoteFile.Kind.DIRECTORY) {
      session.remove(visit.path());
      return Response.noContent().build();
    }
    try {
      session.removeDirectory(visit.path());
    } catch (FileException e) {
      if (e.reason() == FileException.Reason.FAILED
          && !session.list(visit.path(), 1, path -> true).files().isEmpty()) {
        throw new Refused(
            Failure.CONFLICT, "This directory is not empty. Delete what is in it first.");
      }
      throw e;
    }
    return Response.noContent().build();
  }

  /** Renames it to the path {@code to}, which must not exist. */
  @POST
  @Path("/name")
  @Operation(summary = "Renames it")
  @APIResponseSchema(Entry.class)
  @Parameter(ref = Api.PATH)
  @Parameter(name = "to", in = ParameterIn.QUERY, required = true, description = FilesResource.PATH)
  public void rename(@Suspended AsyncResponse response) throws Refused {
    Visit visit = visit().changing();
    RemotePath to = Visit.path(uri, "to");
    hosts.answer(visit.panel(), response, () -> rename(visit, to));
  }

  private static Entry rename(Visit visit, RemotePath to) throws Refused, FileException {
    Optional<RemoteFile> there = visit.session().find(to);
    if (there.isPresent()) {
      throw Conflicts.taken(there.get());
    }
    visit.session().rename(visit.path(), to);
    return Entry.of(visit.session().lstat(to));
  }

  /** The beginning of a text file, up to the size that the page shows. */
  @GET
  @Path("/text")
  @Operation(summary = "The beginning of a text file")
  @APIResponseSchema(TextStart.class)
  @Parameter(ref = Api.PATH)
  public void text(@Suspended AsyncResponse response) throws Refused {
    Visit visit = visit().downloading();
    int most = settings.view();
    hosts.answer(visit.panel(), response, () -> text(visit, most));
  }

  private static TextStart text(Visit visit, int most) throws Refused, IOException {
    if (visit.session().stat(visit.path()).kind() != RemoteFile.Kind.FILE) {
      throw new Refused(Failure.CONFLICT, "This is not a regular file.");
    }
    try (InputStream in = visit.session().read(visit.path(), 0)) {
      byte[] bytes = in.readNBytes(most + 1);
      int length = Math.min(bytes.length, most);
      for (int i = 0; i < length; i++) {
        if (bytes[i] == 0) {
          throw new Refused(Failure.CONFLICT, "This is not a text file. Download it instead.");
        }
      }
      return new TextStart(new String(bytes, 0, length, UTF_8), length == bytes.length);
    }
  }

  private Visit visit() throws Refused {
    return Visit.of(panels.find(Person.of(request), panel), uri);
  }
}
