package fairlead.ssh;

import java.util.LinkedHashSet;
import java.util.Set;

/** What the hosts on one way have said while it is opened: bounded, and nothing twice. */
final class HostMessages {
  /** Characters of all of it. */
  private static final int MOST = 8_192;

  private final Set<String> said = new LinkedHashSet<>();
  private int length;

  /**
   * Takes one in.
   *
   * @param text as {@link HostText} shows it
   * @return whether it is new, and there is room
   */
  synchronized boolean add(String text) {
    if (text.isBlank() || length + text.length() > MOST || !said.add(text)) {
      return false;
    }
    length += text.length();
    return true;
  }

  /** All of them, in their order. */
  synchronized String all() {
    return String.join("\n", said);
  }
}
