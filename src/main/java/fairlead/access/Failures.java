package fairlead.access;

import jakarta.json.Json;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What is said when something was not found or went wrong: as little as in {@link Refusals}. */
@WebServlet("/error")
public final class Failures extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    // Without the attribute somebody asked for /error itself.
    int status =
        request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
            ? code
            : HttpServletResponse.SC_NOT_FOUND;
    write(response, status, sentence(status));
  }

  static String sentence(int status) {
    return switch (status) {
      case 401 -> "You are not signed in.";
      case 403 -> "You are not allowed to do this.";
      case 404 -> "This address does not exist.";
      case 405 -> "This address does not support this method.";
      default ->
          status < 500
              ? "Fairlead cannot process this request."
              : "Fairlead has an internal error. Try again; the server's log has the details.";
    };
  }

  static void write(HttpServletResponse response, int status, String message) throws IOException {
    response.setStatus(status);
    response.setContentType("application/json;charset=UTF-8");
    response
        .getWriter()
        .write(Json.createObjectBuilder().add("message", message).build().toString());
  }
}
