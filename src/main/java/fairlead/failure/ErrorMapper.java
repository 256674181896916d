package fairlead.failure;

import fairlead.ssh.FileException;
import fairlead.telemetry.Log;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger.Level;

/**
 * Answers an exception with the status of its {@link Failure} and {@code {"message": "…"}}, without
 * technical details.
 */
@Provider
public class ErrorMapper implements ExceptionMapper<Throwable> {
  private static final Log LOG = Log.of(ErrorMapper.class);

  @Override
  public Response toResponse(Throwable thrown) {
    if (thrown instanceof Refused refused) {
      return message(refused.failure().status(), refused.getMessage());
    }
    if (thrown instanceof FileException failed) {
      return message(Failure.of(failed.reason()).status(), failed.getMessage());
    }
    if (thrown instanceof BrokenBody broken) {
      // A lost network is no fault.
      LOG.log(Level.DEBUG, "A request was aborted", thrown);
      return message(broken.failure().status(), broken.getMessage());
    }
    if (thrown instanceof WebApplicationException refusal
        && refusal.getResponse().getStatus() < 500) {
      return message(refusal.getResponse().getStatus(), sentence(refusal));
    }
    LOG.log(Level.WARNING, "A request failed", thrown);
    return message(Failure.FAULT.status(), Failure.FAULT.sentence());
  }

  // The server's own exceptions have technical messages such as "RESTEASY003210: Could not find
  // resource …".
  private static String sentence(WebApplicationException refusal) {
    String text = refusal.getMessage();
    return text == null || text.startsWith("RESTEASY") || text.startsWith("HTTP ")
        ? Failure.ofStatus(refusal.getResponse().getStatus()).sentence()
        : text;
  }

  private static Response message(int status, String text) {
    return Response.status(status)
        .type(MediaType.APPLICATION_JSON)
        .entity(new ErrorMessage(text))
        .build();
  }
}
