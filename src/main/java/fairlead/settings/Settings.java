package fairlead.settings;

import jakarta.enterprise.context.Dependent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.config.ConfigProvider;

/** Reads the fields of a class that are a {@link Setting}. */
@Dependent
public class Settings {
  private final Function<String, Optional<String>> source;

  /** Reads from the server: its variables, system properties and the environment. */
  public Settings() {
    this(name -> ConfigProvider.getConfig().getOptionalValue(name, String.class));
  }

  Settings(Function<String, Optional<String>> source) {
    this.source = source;
  }

  /** The configured text of this name, if there is one. */
  Optional<String> text(String name) {
    return source.apply(name).map(String::strip);
  }

  /**
   * Sets the fields.
   *
   * @return the same object
   * @throws IllegalArgumentException when a value cannot be used. In a server, {@link
   *     SettingsCheck} has already refused it.
   */
  public <T> T fill(T target) {
    List<String> problems = problems(target);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", problems));
    }
    return target;
  }

  /** Sets the fields whose values are valid, and returns what is wrong with the others. */
  List<String> problems(Object target) {
    List<String> problems = new ArrayList<>();
    for (Declaration declaration : Declaration.of(target.getClass())) {
      try {
        declaration.set(target, declaration.value(source.apply(declaration.name())));
      } catch (SettingException wrong) {
        problems.add(wrong.getMessage());
      }
    }
    return problems;
  }
}
