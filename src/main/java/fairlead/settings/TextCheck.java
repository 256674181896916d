package fairlead.settings;

/** A check of a configured text. Implementations need a constructor without parameters. */
public interface TextCheck {
  boolean accepts(String text);

  /** Such as {@code a network}, for {@code name: "value" (expected: a network)}. */
  String expected();

  /** At most 4096 characters, none of them a control character. */
  final class Line implements TextCheck {
    private static final int LENGTH = 4096;

    @Override
    public boolean accepts(String text) {
      return text.length() <= LENGTH && text.chars().noneMatch(Character::isISOControl);
    }

    @Override
    public String expected() {
      return "at most " + LENGTH + " characters in one line";
    }
  }
}
