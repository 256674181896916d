package fairlead.access;

import fairlead.failure.Failure;
import jakarta.json.Json;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;

/**
 * The answer when something was not found or went wrong; like {@link fairlead.failure.ErrorMapper},
 * without details.
 */
@WebServlet("/error")
public final class ErrorPage extends HttpServlet {
  private static final long serialVersionUID = 1;

  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en">
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <title>Fairlead</title>
      <style>
      :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
      html { background: #ffffff; color: #16202a; }
      a { color: #0b6577; }
      @media (prefers-color-scheme: dark) {
      html { background: #0f151a; color: #e6ebef; }
      a { color: #5cc3d6; }
      }
      main { max-width: 32rem; margin: 20vh auto; padding: 0 1rem; }
      </style>
      <main>
      <h1>Fairlead</h1>
      <p>{sentence}</p>
      <p><a href="{home}">Go to Fairlead</a></p>
      </main>
      </html>
      """;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    // Without the attribute, the client requested /error itself.
    int status =
        request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
            ? code
            : HttpServletResponse.SC_NOT_FOUND;
    write(request, response, status, Failure.ofStatus(status).sentence());
  }

  /** Writes a page if the browser displays the answer, and JSON if a script asked for it. */
  static void write(
      HttpServletRequest request, HttpServletResponse response, int status, String message)
      throws IOException {
    response.setStatus(status);
    if (seen(request)) {
      response.setContentType("text/html;charset=UTF-8");
      response.getWriter().write(page(request.getContextPath() + "/", message));
    } else {
      response.setContentType("application/json;charset=UTF-8");
      response
          .getWriter()
          .write(Json.createObjectBuilder().add("message", message).build().toString());
    }
  }

  /** Whether a browser displays the answer itself: unlike scripts, it then accepts HTML. */
  static boolean seen(HttpServletRequest request) {
    return isShown(request.getHeader("Accept"));
  }

  /**
   * The same.
   *
   * @param accept the request's {@code Accept}, or null
   */
  static boolean isShown(String accept) {
    return accept != null && accept.toLowerCase(Locale.ROOT).contains("text/html");
  }

  /**
   * A self-contained page that needs no other file.
   *
   * @param home path of the application's start page
   * @param sentence plain text; escaped here
   */
  static String page(String home, String sentence) {
    return PAGE.replace("{home}", home)
        .replace("{sentence}", sentence.replace("&", "&amp;").replace("<", "&lt;"));
  }
}
