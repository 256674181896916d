package fairlead.files;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The names in one directory of an archive. Who unpacks it may do so anywhere: no name is a path,
 * leaves the directory, or is a device on Windows, and no two are the same to a system that
 * compares letters whatever their case and composition.
 */
final class ArchiveNames {
  /** Windows takes none of them in a name. */
  private static final Pattern FORBIDDEN =
      Pattern.compile("[/\\\\:*?<>|\"\\p{Cntrl}\\x{80}-\\x{9f}]");

  /** Windows drops them. */
  private static final Pattern TAIL = Pattern.compile("[. ]+$");

  private static final Pattern DEVICES =
      Pattern.compile(
          "(CON|PRN|AUX|NUL|CONIN\\$|CONOUT\\$|(COM|LPT)[0-9\u00b9\u00b2\u00b3]) *([.].*)?",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private final Set<String> taken = new HashSet<>();

  /** The number that the next of a name is tried with. */
  private final Map<String, Integer> numbers = new HashMap<>();

  /** A name that is good everywhere, and free; it is taken then. */
  String take(String name) {
    String clean = clean(name);
    String free = clean;
    while (!taken.add(compared(free))) {
      free = numbered(clean, numbers.merge(compared(clean), 2, (last, first) -> last + 1));
    }
    return free;
  }

  /** Before the extension, by which systems know what a file is. */
  private static String numbered(String name, int number) {
    int dot = name.lastIndexOf('.');
    int stem = dot > 0 ? dot : name.length();
    return name.substring(0, stem) + " (" + number + ")" + name.substring(stem);
  }

  /** The same for names that Windows or macOS take for the same. */
  private static String compared(String name) {
    String composed = Normalizer.normalize(name, Normalizer.Form.NFC);
    // Capitals first: some small letters have the same one.
    String folded = composed.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    return Normalizer.normalize(folded, Normalizer.Form.NFC);
  }

  private static String clean(String name) {
    String clean = FORBIDDEN.matcher(name).replaceAll("_");
    clean = TAIL.matcher(clean).replaceAll(tail -> "_".repeat(tail.group().length()));
    return DEVICES.matcher(clean).matches() ? "_" + clean : clean;
  }
}
