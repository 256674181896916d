package fairlead.settings;

import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Settings as they are where nothing is set, without a server. */
public final class Defaults {
  private Defaults() {}

  /** With relative paths in the working directory. */
  public static <T> T of(T settings) {
    return of(settings, Path.of("."));
  }

  /**
   * Sets the fields, and the directory if there is one.
   *
   * @return the same object
   */
  public static <T> T of(T settings, Path place) {
    new Settings(name -> Optional.empty()).fill(settings);
    DataDirectory directory = new DataDirectory();
    directory.directory = place.toString();
    for (Field field : settings.getClass().getDeclaredFields()) {
      if (field.getType() == DataDirectory.class) {
        set(settings, field, directory);
      }
    }
    return settings;
  }

  /**
   * Sets one value, also one outside its bounds, such as a short timeout.
   *
   * @param name of the setting
   */
  public static void set(Object settings, String name, Object value) {
    Field field =
        Arrays.stream(settings.getClass().getDeclaredFields())
            .filter(one -> one.isAnnotationPresent(Setting.class))
            .filter(one -> one.getAnnotation(Setting.class).name().equals(name))
            .findAny()
            .orElseThrow();
    set(settings, field, value);
  }

  private static void set(Object target, Field field, Object value) {
    try {
      field.setAccessible(true);
      field.set(target, value);
    } catch (IllegalAccessException notAField) {
      throw new LinkageError(field.toString(), notAField);
    }
  }
}
