package fairlead.files;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The names in one directory of an archive. Who unpacks it may do so anywhere: no name is a path,
 * leaves the directory, or is a device on Windows, and no two are the same.
 */
final class ArchiveNames {
  private static final Pattern SEPARATORS = Pattern.compile("[/\\\\:\\p{Cntrl}]");

  /** Windows drops them. */
  private static final Pattern TAIL = Pattern.compile("[. ]+$");

  private static final Pattern DEVICES =
      Pattern.compile(
          "(CON|PRN|AUX|NUL|CONIN\\$|CONOUT\\$|(COM|LPT)[0-9\u00b9\u00b2\u00b3]) *([.].*)?",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private final Set<String> taken = new HashSet<>();

  /** A name that is good everywhere, and free; it is taken then. */
  String take(String name) {
    String clean = clean(name);
    String free = clean;
    for (int i = 2; !taken.add(free.toLowerCase(Locale.ROOT)); i++) {
      free = clean + " (" + i + ")";
    }
    return free;
  }

  static String clean(String name) {
    String clean = SEPARATORS.matcher(name).replaceAll("_");
    clean = TAIL.matcher(clean).replaceAll(tail -> "_".repeat(tail.group().length()));
    return DEVICES.matcher(clean).matches() ? "_" + clean : clean;
  }
}
