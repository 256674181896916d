package fairlead.settings;

import java.util.regex.Pattern;

/**
 * The path under which a server serves the application, such as {@code /shell} or {@code
 * /tools/shell}.
 */
public final class BasePath implements TextCheck {
  private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9][A-Za-z0-9._~-]{0,63}){1,8}");

  @Override
  public boolean accepts(String text) {
    return PATH.matcher(text).matches();
  }

  @Override
  public String expected() {
    return "a path such as /shell, without a slash at its end; unset for none";
  }
}
