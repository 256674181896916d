package fairlead.settings;

import fairlead.telemetry.Log;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.WithAnnotations;
import java.lang.System.Logger.Level;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Checks every {@link Setting} of the application before any bean is created. An invalid setting
 * keeps the application from starting; one message in the log names all invalid ones. Names that
 * begin like Fairlead's settings but are unknown are logged.
 */
public class SettingsCheck implements Extension {
  private static final Log LOG = Log.of(SettingsCheck.class);

  private final List<Class<?>> types = new ArrayList<>();

  <T> void found(@Observes @WithAnnotations(Setting.class) ProcessAnnotatedType<T> type) {
    types.add(type.getAnnotatedType().getJavaClass());
  }

  void check(@Observes AfterDeploymentValidation event) {
    List<String> problems = problems(types, new Settings());
    problems.addAll(ServerVariables.problems(new Settings()));
    if (!problems.isEmpty()) {
      LOG.log(
          Level.ERROR,
          "Fairlead does not start, because its configuration is wrong. See docs/CONFIGURATION.md."
              + " {0}",
          problems);
      // The server prints this text several times.
      event.addDeploymentProblem(
          new SettingException("The log says which settings are wrong: " + problems.size() + "."));
    }
    Set<String> names = new HashSet<>();
    ConfigProvider.getConfig().getPropertyNames().forEach(names::add);
    Set<String> unknown = unknown(names);
    if (!unknown.isEmpty()) {
      LOG.log(
          Level.WARNING,
          "Unknown settings, which have no effect: {0}. See docs/CONFIGURATION.md.",
          List.copyOf(unknown));
    }
  }

  /** What is wrong with the settings of these classes. */
  static List<String> problems(List<Class<?>> types, Settings settings) {
    List<String> problems = new ArrayList<>();
    for (Class<?> type : types) {
      Object target = make(type);
      List<String> wrong = settings.problems(target);
      problems.addAll(wrong);
      if (wrong.isEmpty() && target instanceof Consistent consistent) {
        problems.addAll(consistent.contradictions());
      }
    }
    return problems;
  }

  /** The names that begin like Fairlead's settings but are unknown. */
  Set<String> unknown(Set<String> names) {
    List<String> known =
        Stream.concat(
                types.stream()
                    .flatMap(type -> Declaration.of(type).stream())
                    .map(Declaration::name),
                ServerVariables.names().stream())
            .toList();
    return UnknownNames.among(names, known);
  }

  private static Object make(Class<?> type) {
    try {
      Constructor<?> constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor.newInstance();
    } catch (NoSuchMethodException
        | InstantiationException
        | IllegalAccessException
        | InvocationTargetException notSettings) {
      throw new IllegalStateException(type.toString(), notSettings);
    }
  }
}
