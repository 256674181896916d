package fairlead.ssh;

import fairlead.settings.TextCheck;
import java.util.regex.Pattern;

/** Addresses and networks as OpenSSH's {@code source-address} option takes them. */
final class SourceAddressText implements TextCheck {
  private static final Pattern LIST =
      Pattern.compile("[0-9A-Fa-f:.]+(/\\d{1,3})?(,[0-9A-Fa-f:.]+(/\\d{1,3})?)*");

  @Override
  public boolean accepts(String text) {
    return LIST.matcher(text).matches();
  }

  @Override
  public String expected() {
    return "addresses and networks, separated by commas, without spaces";
  }
}
