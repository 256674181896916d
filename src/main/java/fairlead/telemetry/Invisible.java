package fairlead.telemetry;

/** Invisible characters, which can make two different names look the same. */
public final class Invisible {
  private Invisible() {}

  /**
   * Whether a character is default-ignorable (Unicode's {@code Default_Ignorable_Code_Point}) or a
   * blank that is classified as a letter or symbol. False for spaces and control characters.
   *
   * @param character a code point
   */
  public static boolean is(int character) {
    return Character.getType(character) == Character.FORMAT
        || character == 0x034F
        || between(character, 0x115F, 0x1160)
        || between(character, 0x17B4, 0x17B5)
        || between(character, 0x180B, 0x180F)
        || character == 0x2800
        || between(character, 0x2060, 0x206F)
        || character == 0x3164
        || between(character, 0xFE00, 0xFE0F)
        || character == 0xFFA0
        || between(character, 0xFFF0, 0xFFF8)
        || between(character, 0xE0000, 0xE0FFF);
  }

  private static boolean between(int character, int first, int last) {
    return character >= first && character <= last;
  }
}
