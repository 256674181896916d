package fairlead.settings;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is declared, and what the check at the start says of it. */
public final class SettingsProbe {
  private SettingsProbe() {}

  /** One setting, as docs/CONFIGURATION.md has it. */
  public record Declared(String name, String defaultsTo, String unit, String range) {}

  /** Every setting of the application. */
  public static List<Declared> declared() {
    return types().stream()
        .flatMap(type -> Declaration.of(type).stream())
        .map(one -> new Declared(one.name(), one.setting().defaultsTo(), one.unit(), one.range()))
        .toList();
  }

  public static Set<String> serverVariables() {
    return ServerVariables.names();
  }

  /** What the variable of the server may be, as docs/CONFIGURATION.md has it. */
  public static String expectedOfServer(String name) {
    return ServerVariables.expected(name);
  }

  /** What a text without a check of its own may be. */
  public static String expectedOfTexts() {
    return new TextCheck.Line().expected();
  }

  /** Of a class whose other settings have their defaults; empty if nothing is wrong. */
  public static String problem(Class<?> type, String name, String value) {
    return String.join("\n", problems(List.of(type), Map.of(name, value)));
  }

  /** What is wrong with the variables of the server. */
  static List<String> ofServer(Map<String, String> values) {
    return ServerVariables.problems(settings(values));
  }

  static List<String> problems(List<Class<?>> types, Map<String, String> values) {
    return SettingsCheck.problems(types, settings(values));
  }

  static Settings settings(Map<String, String> values) {
    return new Settings(name -> Optional.ofNullable(values.get(name)));
  }

  /** Every class of the application that has settings. */
  static List<Class<?>> types() {
    return new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("fairlead").stream()
            .filter(
                type ->
                    type.getFields().stream()
                        .anyMatch(field -> field.isAnnotatedWith(Setting.class)))
            .<Class<?>>map(JavaClass::reflect)
            .toList();
  }
}
