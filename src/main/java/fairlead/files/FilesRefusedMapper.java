package fairlead.files;

import jakarta.json.Json;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Maps a refusal to its status and {@code {"message": "…"}}. */
@Provider
public class FilesRefusedMapper implements ExceptionMapper<FilesRefused> {
  @Override
  public Response toResponse(FilesRefused refused) {
    return message(refused.status(), refused.getMessage());
  }

  static Response message(int status, String text) {
    return Response.status(status)
        .type(MediaType.APPLICATION_JSON)
        .entity(Json.createObjectBuilder().add("message", text).build())
        .build();
  }
}
