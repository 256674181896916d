package fairlead.it;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives every test class of a process the same {@link Journey}, made when the first asks for it.
 */
final class Travelled implements ParameterResolver {
  private static Journey journey;

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    return parameter.getParameter().getType() == Journey.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
    return journey();
  }

  private static synchronized Journey journey() {
    if (journey == null) {
      try {
        journey = Journey.made();
      } catch (Exception e) {
        throw new IllegalStateException("The journey ended early", e);
      }
      Runtime.getRuntime().addShutdownHook(new Thread(journey::close));
    }
    return journey;
  }
}
