package fairlead.ssh;

import java.util.List;

/**
 * A question to the person while a connection is opened. All texts may come from the host: show
 * them as text.
 *
 * @param host the host's name
 * @param notice Fairlead's remark on the previous attempt, such as that it was refused, and what
 *     the host has said since; empty when there is nothing
 * @param fields one value each; a host key has none and is answered {@code yes}
 */
public record Prompt(
    Kind kind, String host, String title, String notice, String instruction, List<Field> fields) {
  /** What is asked for. */
  public enum Kind {
    PASSWORD,
    PASSPHRASE,
    KEYBOARD_INTERACTIVE,
    HOST_KEY
  }

  /**
   * One value to enter.
   *
   * @param echo whether the typed characters may be shown
   */
  public record Field(String label, boolean echo) {}

  public Prompt {
    fields = List.copyOf(fields);
  }

  /** A prompt without a notice. */
  public Prompt(Kind kind, String host, String title, String instruction, List<Field> fields) {
    this(kind, host, title, "", instruction, fields);
  }
}
