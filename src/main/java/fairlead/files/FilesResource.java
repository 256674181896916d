package fairlead.files;

import fairlead.access.Person;
import fairlead.ssh.FileException;
import fairlead.ssh.FileSession;
import fairlead.ssh.Prompt;
import fairlead.ssh.RemoteFile;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/** A person's panels, and what is in a host's directories (docs/FILES.md). */
@Path("/files")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class FilesResource {
  private static final Set<String> WISH = Set.of("host", "user");

  /** An application that stops waits for its requests. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  @Inject FilePanels panels;
  @Inject FilesSettings settings;

  @Context HttpServletRequest request;
  @Context UriInfo uri;

  /** Begins to open a panel: {@code {"host": "…", "user": "…"}}; user may be left away. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public JsonObject open(JsonObject wish) throws FilesRefused {
    if (wish == null
        || !WISH.containsAll(wish.keySet())
        || !(wish.get("host") instanceof JsonString host)
        || !(wish.getOrDefault("user", host) instanceof JsonString)) {
      throw new FilesRefused(400, "host: a text is missing.");
    }
    FilePanel panel =
        panels.open(Person.of(request), host.getString(), wish.getString("user", null));
    return Json.createObjectBuilder().add("panel", panel.id()).build();
  }

  /** What became of it. Waits a while for something newer than the version seen. */
  @GET
  @Path("/{panel}")
  public JsonObject state(
      @PathParam("panel") String id, @QueryParam("seen") @DefaultValue("0") long seen)
      throws FilesRefused, InterruptedException {
    FilePanel panel = panels.look(Person.of(request), id);
    PanelConversation.State state = panel.conversation().await(seen, LONGEST_WAIT);
    JsonObjectBuilder answer =
        Json.createObjectBuilder()
            .add("version", state.version())
            .add("host", panel.host())
            .add("user", panel.admission().account())
            .add("upload", panel.limits().upload())
            .add("download", panel.limits().download())
            .add("slice", settings.slice())
            .add("banner", state.banner());
    FileSession session = panel.session();
    if (panel.failure().isPresent()) {
      answer.add("state", "failed").add("message", panel.failure().get());
    } else if (session != null) {
      answer.add("state", "open").add("home", session.home().uri());
    } else if (state.prompt() != null) {
      answer.add("state", "asking").add("prompt", json(state.question(), state.prompt()));
    } else {
      answer.add("state", "opening");
    }
    return answer.build();
  }

  /** Answers a question: {@code {"id": 1, "values": ["…"]}}; {@code null} values cancel. */
  @POST
  @Path("/{panel}/answers")
  @Consumes(MediaType.APPLICATION_JSON)
  public void answer(@PathParam("panel") String id, JsonObject answer) throws FilesRefused {
    FilePanel panel = find(id);
    if (answer == null || !(answer.get("id") instanceof JsonNumber question)) {
      throw new FilesRefused(400, "id: a number is missing.");
    }
    panel.conversation().answer(question.intValue(), values(answer.get("values")));
  }

  @DELETE
  @Path("/{panel}")
  public void close(@PathParam("panel") String id) throws FilesRefused {
    panels.close(find(id));
  }

  /** What is in the directory {@code path}. */
  @GET
  @Path("/{panel}/entries")
  public JsonObject entries(@PathParam("panel") String id) throws FilesRefused, FileException {
    Visit visit = Visit.of(find(id), uri);
    JsonArrayBuilder list = Json.createArrayBuilder();
    for (RemoteFile file : visit.session().list(visit.path(), settings.list())) {
      list.add(json(file));
    }
    return Json.createObjectBuilder()
        .add("path", visit.path().uri())
        .add("shown", visit.path().shown())
        .add("entries", list)
        .build();
  }

  /** What {@code path} is; a link's target. */
  @GET
  @Path("/{panel}/entry")
  public JsonObject entry(@PathParam("panel") String id) throws FilesRefused, FileException {
    Visit visit = Visit.of(find(id), uri);
    return json(visit.session().stat(visit.path()));
  }

  /** Makes the directory {@code path}; one that is there is fine. */
  @POST
  @Path("/{panel}/directories")
  public void makeDirectory(@PathParam("panel") String id) throws FilesRefused, FileException {
    Visit visit = Visit.of(find(id), uri).uploading();
    try {
      visit.session().makeDirectory(visit.path());
    } catch (FileException e) {
      if (e.reason() == FileException.Reason.LOST
          || visit.session().stat(visit.path()).kind() != RemoteFile.Kind.DIRECTORY) {
        throw e;
      }
    }
  }

  private FilePanel find(String id) throws FilesRefused {
    return panels.find(Person.of(request), id);
  }

  private static char[][] values(JsonValue given) throws FilesRefused {
    if (given == null || given == JsonValue.NULL) {
      return null;
    }
    if (!(given instanceof JsonArray array)
        || !array.stream().allMatch(JsonString.class::isInstance)) {
      throw new FilesRefused(400, "values: texts are missing.");
    }
    return array.getValuesAs(JsonString.class).stream()
        .map(text -> text.getString().toCharArray())
        .toArray(char[][]::new);
  }

  private static JsonObject json(int id, Prompt prompt) {
    JsonArrayBuilder fields = Json.createArrayBuilder();
    for (Prompt.Field field : prompt.fields()) {
      fields.add(Json.createObjectBuilder().add("label", field.label()).add("echo", field.echo()));
    }
    return Json.createObjectBuilder()
        .add("id", id)
        .add("kind", prompt.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .add("host", prompt.host())
        .add("title", prompt.title())
        .add("notice", prompt.notice())
        .add("instruction", prompt.instruction())
        .add("fields", fields)
        .build();
  }

  private static JsonObject json(RemoteFile file) {
    return Json.createObjectBuilder()
        .add("name", file.path().shownName())
        .add("path", file.path().uri())
        .add("kind", file.kind().name().toLowerCase(Locale.ROOT))
        .add("size", file.size())
        .add("modified", file.modified().toString())
        .build();
  }
}
