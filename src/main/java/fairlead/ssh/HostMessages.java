package fairlead.ssh;

import java.util.LinkedHashSet;
import java.util.Set;

/** The messages of all hosts on one route during an opening: bounded, without duplicates. */
final class HostMessages {
  /** Most characters of all messages together. */
  private static final int MOST = 8_192;

  private final Set<String> said = new LinkedHashSet<>();
  private int length;

  /**
   * Adds a message.
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

  /** All messages, in the order in which they came. */
  synchronized String all() {
    return String.join("\n", said);
  }
}
