package fairlead.yaml;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The limits of a YAML file, as its readers have them: their constants that are numbers or texts.
 */
public final class DocumentedLimits {
  private DocumentedLimits() {}

  /**
   * Those that are in no table of the document.
   *
   * @param document all of it
   * @param readers classes whose constants are limits
   */
  public static List<String> missing(String document, Class<?>... readers)
      throws IllegalAccessException {
    List<String> rows = document.lines().filter(line -> line.startsWith("| ")).toList();
    List<String> missing = new ArrayList<>();
    for (Class<?> reader : readers) {
      for (Field field : reader.getDeclaredFields()) {
        Optional<String> limit = limit(field);
        if (limit.isPresent() && rows.stream().noneMatch(row -> names(row, limit.get()))) {
          missing.add(reader.getSimpleName() + "." + field.getName() + ": " + limit.get());
        }
      }
    }
    return missing;
  }

  /** Whether it is there as it is: 32 is not in 1324. */
  private static boolean names(String row, String limit) {
    return Pattern.compile("(?<![0-9])" + Pattern.quote(limit) + "(?![0-9])").matcher(row).find();
  }

  private static Optional<String> limit(Field field) throws IllegalAccessException {
    if (!Modifier.isStatic(field.getModifiers())) {
      return Optional.empty();
    }
    field.setAccessible(true);
    Object value = field.get(null);
    if (value instanceof Duration duration) {
      return Optional.of(duration.toDays() > 1 ? duration.toDays() + " days" : duration.toString());
    }
    return value instanceof Integer || value instanceof String
        ? Optional.of(value.toString())
        : Optional.empty();
  }
}
