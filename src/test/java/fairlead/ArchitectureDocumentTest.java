package fairlead;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/ARCHITECTURE.md names types, members and dependencies that there are. */
class ArchitectureDocumentTest {
  private static final Pattern NAMED =
      Pattern.compile("`([A-Z][A-Za-z]+)(?:\\.([a-z][A-Za-z]*))?`");
  private static final Pattern ARROWS = Pattern.compile("`(\\w+) → ([\\w, ]+)`");
  private static final Set<String> OF_PLATFORMS =
      Set.of("HttpServletRequest", "ManagedThreadFactory", "ReadListener");

  /** What every package may use; the document says so. */
  private static final Set<String> COMMON = Set.of("concurrent", "settings", "telemetry");

  private final String document = Files.readString(Path.of("docs/ARCHITECTURE.md"));
  private final Map<String, String> sources = sources();

  ArchitectureDocumentTest() throws IOException {}

  @Test
  void everyTypeAndMemberExists() {
    Set<String> missing = new TreeSet<>();
    Matcher named = NAMED.matcher(document);
    while (named.find()) {
      String type = named.group(1);
      String member = named.group(2);
      String source = OF_PLATFORMS.contains(type) ? type : source(type);
      if (source.isEmpty() || (member != null && !source.matches("(?s).*\\b" + member + "\\(.*"))) {
        missing.add(named.group());
      }
    }
    assertEquals(Set.of(), missing);
  }

  /** The text of all files of this type; a name of the page may be one of the server too. */
  private String source(String type) {
    Pattern script = Pattern.compile("export (class|interface) " + type + "\\b");
    return sources.entrySet().stream()
        .filter(
            one ->
                one.getKey().endsWith("/" + type + ".java")
                    || (one.getKey().endsWith(".ts") && script.matcher(one.getValue()).find()))
        .map(Map.Entry::getValue)
        .collect(Collectors.joining());
  }

  private static Map<String, String> sources() throws IOException {
    Map<String, String> sources = new TreeMap<>();
    for (String root : List.of("src/main/java", "src/test/java", "src/main/frontend/src")) {
      try (Stream<Path> files = Files.walk(Path.of(root))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          sources.put(file.toString(), Files.readString(file));
        }
      }
    }
    return sources;
  }

  @Test
  void theArrowsAreThoseOfTheCode() {
    Map<String, Set<String>> written =
        ARROWS
            .matcher(document)
            .results()
            .collect(
                Collectors.toMap(
                    one -> one.group(1),
                    ArchitectureDocumentTest::targets,
                    (one, other) -> one,
                    TreeMap::new));
    assertFalse(written.isEmpty());
    Map<String, Set<String>> real = new TreeMap<>();
    for (JavaClass one :
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("fairlead")) {
      String from = part(one);
      for (Dependency dependency : one.getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        if (target.getPackageName().startsWith("fairlead.")) {
          String to = part(target);
          if (!to.equals(from) && !COMMON.contains(to) && !COMMON.contains(from)) {
            real.computeIfAbsent(from, none -> new TreeSet<>()).add(to);
          }
        }
      }
    }
    assertEquals(real, written);
  }

  private static Set<String> targets(MatchResult arrow) {
    return new TreeSet<>(Arrays.asList(arrow.group(2).split(", ")));
  }

  /** The first package below {@code fairlead}. */
  private static String part(JavaClass one) {
    return one.getPackageName().split("\\.", -1)[1];
  }
}
