package fairlead;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

class ConfigurationDocumentTest {
  private static final Pattern ROW =
      Pattern.compile("^\\| `([^`]+)` \\| (?:`([^`]*)`)? ?\\| ([^|]+) \\| ([^|]+) \\|$");

  @Test
  void theTableNamesEverySettingWithItsDefaultAndNoOther() throws Exception {
    Map<String, String> documented = new TreeMap<>();
    for (String line : Files.readAllLines(Path.of("docs/CONFIGURATION.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        documented.put(row.group(1), row.group(2) == null ? "" : row.group(2));
        assertFalse(row.group(3).isBlank() || row.group(4).isBlank(), line);
      }
    }
    assertEquals(inCode(), documented);
  }

  private static Map<String, String> inCode() {
    Map<String, String> settings = new TreeMap<>();
    for (JavaClass type :
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("fairlead")) {
      for (JavaField field : type.getFields()) {
        if (field.isAnnotatedWith(ConfigProperty.class)) {
          ConfigProperty setting = field.getAnnotationOfType(ConfigProperty.class);
          String value = setting.defaultValue();
          String text = ConfigProperty.UNCONFIGURED_VALUE.equals(value) ? "" : value;
          assertEquals(
              text,
              settings.getOrDefault(setting.name(), text),
              setting.name() + " has two defaults");
          settings.put(setting.name(), text);
        }
      }
    }
    return settings;
  }
}
