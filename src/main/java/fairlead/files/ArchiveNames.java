package fairlead.files;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Makes the names in one directory of an archive safe on every system on which it may be unpacked.
 * No name is a path, leaves the directory or is a Windows device, and no two are equal on a system
 * that ignores case and Unicode composition.
 */
final class ArchiveNames {
  /** Characters that Windows does not allow in a name. */
  private static final Pattern FORBIDDEN =
      Pattern.compile("[/\\\\:*?<>|\"\\p{Cntrl}\\x{80}-\\x{9f}]");

  /** Characters that Windows drops at the end of a name. */
  private static final Pattern TAIL = Pattern.compile("[. ]+$");

  private static final Pattern DEVICES =
      Pattern.compile(
          "(CON|PRN|AUX|NUL|CONIN\\$|CONOUT\\$|(COM|LPT)[0-9\u00b9\u00b2\u00b3]) *([.].*)?",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private final Set<String> taken = new HashSet<>();

  /** For each name, the number to try for the next duplicate. */
  private final Map<String, Integer> numbers = new HashMap<>();

  /** Returns a safe name that is not taken yet, and takes it. */
  String take(String name) {
    String clean = clean(name);
    String free = clean;
    while (!taken.add(compared(free))) {
      free = numbered(clean, numbers.merge(compared(clean), 2, (last, first) -> last + 1));
    }
    return free;
  }

  /** Puts the number before the extension, by which systems recognise the type of a file. */
  private static String numbered(String name, int number) {
    int dot = name.lastIndexOf('.');
    int stem = dot > 0 ? dot : name.length();
    return name.substring(0, stem) + " (" + number + ")" + name.substring(stem);
  }

  /** A form that is equal for names that Windows or macOS treat as equal. */
  private static String compared(String name) {
    String composed = Normalizer.normalize(name, Normalizer.Form.NFC);
    // Upper case first: some lower-case letters share one capital.
    String folded = composed.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    return Normalizer.normalize(folded, Normalizer.Form.NFC);
  }

  private static String clean(String name) {
    String clean = FORBIDDEN.matcher(name).replaceAll("_");
    clean = TAIL.matcher(clean).replaceAll(tail -> "_".repeat(tail.group().length()));
    return DEVICES.matcher(clean).matches() ? "_" + clean : clean;
  }
}
