package fairlead.access;

import jakarta.servlet.http.HttpServletResponse;

/** The security headers of every response. */
final class SecurityHeaders {
  // Inline styles, because xterm.js sets styles on elements; scripts only from our own files.
  static final String CONTENT_SECURITY_POLICY =
      "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
          + " font-src 'self'; connect-src 'self'; object-src 'none'; frame-ancestors 'none';"
          + " base-uri 'none'; form-action 'self'";

  private SecurityHeaders() {}

  /**
   * @param immutable whether the file's name changes with its content
   */
  static void set(HttpServletResponse response, boolean immutable) {
    response.setHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("X-Frame-Options", "DENY");
    // Not "no-referrer": with it browsers send "Origin: null" when our own sign-in form is posted.
    response.setHeader("Referrer-Policy", "same-origin");
    response.setHeader(
        "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    response.setHeader(
        "Cache-Control", immutable ? "public, max-age=31536000, immutable" : "no-store");
  }
}
