package fairlead.access;

import fairlead.settings.TextCheck;
import fairlead.settings.WebAddress;

/** The URL at which a trace is shown, with the placeholder {@code {traceId}}. */
final class TraceLinkText implements TextCheck {
  private static final String PLACE = "{traceId}";

  @Override
  public boolean accepts(String text) {
    return text.contains(PLACE) && new WebAddress().accepts(text.replace(PLACE, "0"));
  }

  @Override
  public String expected() {
    return "a URL with {traceId}, such as https://jaeger.example.com/trace/{traceId}";
  }
}
