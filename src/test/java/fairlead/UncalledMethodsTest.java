package fairlead;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.stream.Stream;

/** No method is there for tests alone, or for nobody. */
@AnalyzeClasses(packages = "fairlead", importOptions = ImportOption.DoNotIncludeTests.class)
class UncalledMethodsTest {
  /** Beans whose fields the container sets; a test has none. */
  private static final Set<String> WITHOUT_A_CONTAINER =
      Set.of(
          "Scheduler.of",
          "Connector.of",
          "JschFileSessions.of",
          "HostRequests.of",
          "JschShells.of");

  /** What docs/CONFIGURATION.md is held against. */
  private static final Set<String> DOCUMENTED =
      Set.of(
          "Declaration.range",
          "Declaration.setting",
          "Declaration.unit",
          "ServerVariables.expected");

  private static final Set<String> OF_EVERY_ENUM = Set.of("values", "valueOf");

  @ArchTest
  static final ArchRule everyMethodHasACallerInTheApplication =
      methods()
          .that()
          .areNotPrivate()
          .and(describe("only the application calls", UncalledMethodsTest::isOurs))
          .should(
              ArchCondition.from(
                  describe("be called by another one", UncalledMethodsTest::isCalled)))
          .because("what only tests call belongs to the tests");

  private static boolean isOurs(JavaMethod method) {
    String name = method.getOwner().getSimpleName() + "." + method.getName();
    return Stream.of(WITHOUT_A_CONTAINER, DOCUMENTED).noneMatch(set -> set.contains(name))
        && !method.getModifiers().contains(JavaModifier.SYNTHETIC)
        && !method.getModifiers().contains(JavaModifier.BRIDGE)
        && !isAnnotated(method)
        && !isOfEveryEnumOrRecord(method)
        && !isOverriding(method);
  }

  /** The container calls it, or the library to which the annotation belongs. */
  private static boolean isAnnotated(JavaMethod method) {
    return !method.getAnnotations().isEmpty()
        || method.getParameters().stream().anyMatch(one -> !one.getAnnotations().isEmpty())
        || method.getOwner().isAnnotation();
  }

  private static boolean isOfEveryEnumOrRecord(JavaMethod method) {
    JavaClass owner = method.getOwner();
    boolean accessor =
        method.getRawParameterTypes().isEmpty() && owner.tryGetField(method.getName()).isPresent();
    return owner.isRecord() ? accessor : owner.isEnum() && OF_EVERY_ENUM.contains(method.getName());
  }

  private static boolean isOverriding(JavaMethod method) {
    return Stream.concat(
            method.getOwner().getAllRawSuperclasses().stream(),
            method.getOwner().getAllRawInterfaces().stream())
        .flatMap(type -> type.getMethods().stream())
        .anyMatch(
            other ->
                other.getName().equals(method.getName())
                    && other.getRawParameterTypes().size() == method.getRawParameterTypes().size());
  }

  private static boolean isCalled(JavaMethod method) {
    return method.getAccessesToSelf().stream().anyMatch(one -> !one.getOrigin().equals(method));
  }
}
