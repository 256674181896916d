package fairlead.access;

import fairlead.telemetry.Log;
import jakarta.json.Json;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger.Level;

/** Answers an exception with {@code {"message": "…"}}, without technical details. */
@Provider
public class ErrorMapper implements ExceptionMapper<Throwable> {
  private static final Log LOG = Log.of(ErrorMapper.class);

  @Override
  public Response toResponse(Throwable thrown) {
    if (thrown instanceof WebApplicationException refusal
        && refusal.getResponse().getStatus() < 500) {
      return message(refusal.getResponse().getStatus(), sentence(refusal));
    }
    if (thrown instanceof BadMessage) {
      return message(400, thrown.getMessage());
    }
    if (thrown instanceof BrokenBody broken) {
      // A lost network is no fault.
      LOG.log(Level.DEBUG, "A request was broken off", thrown);
      return message(broken.status(), thrown.getMessage());
    }
    LOG.log(Level.WARNING, "A request failed", thrown);
    return message(500, ErrorPage.sentence(500));
  }

  // The server's own exceptions have technical messages such as "RESTEASY003210: Could not find
  // resource …".
  private static String sentence(WebApplicationException refusal) {
    String text = refusal.getMessage();
    return text == null || text.startsWith("RESTEASY") || text.startsWith("HTTP ")
        ? ErrorPage.sentence(refusal.getResponse().getStatus())
        : text;
  }

  private static Response message(int status, String text) {
    return Response.status(status)
        .type(MediaType.APPLICATION_JSON)
        .entity(Json.createObjectBuilder().add("message", text).build())
        .build();
  }
}
