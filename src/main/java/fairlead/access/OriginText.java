package fairlead.access;

import fairlead.settings.TextCheck;

/** The origin of a page (RFC 6454): scheme, host and perhaps a port, nothing else. */
final class OriginText implements TextCheck {
  @Override
  public boolean accepts(String text) {
    return Origins.isOrigin(text);
  }

  @Override
  public String expected() {
    return "an origin such as https://shell.example.com";
  }
}
