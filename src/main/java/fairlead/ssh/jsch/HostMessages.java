package fairlead.ssh.jsch;

import fairlead.ssh.HostText;

/** The newest messages of all hosts on one route during an opening, without duplicates. */
final class HostMessages {
  /** Most characters of all messages together. */
  private static final int MOST = 8_192;

  private String all = "";

  /**
   * Adds a message. Where there is too little room, the oldest messages are cut.
   *
   * @param text as {@link HostText} shows it
   * @return whether it is new
   */
  synchronized boolean add(String text) {
    if (text.isBlank() || ("\n" + all + "\n").contains("\n" + text + "\n")) {
      return false;
    }
    all = HostText.added(all, text, MOST);
    return true;
  }

  /** All messages, in the order in which they came. */
  synchronized String all() {
    return all;
  }
}
