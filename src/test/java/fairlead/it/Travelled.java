package fairlead.it;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives every test class the same {@link Journey}, made when the first one asks for it. */
final class Travelled implements ParameterResolver {
  private static final ExtensionContext.Namespace OWN =
      ExtensionContext.Namespace.create(Travelled.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    return parameter.getParameter().getType() == Journey.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
    return test.getRoot().getStore(OWN).getOrComputeIfAbsent(Journey.class, key -> made());
  }

  private static Journey made() {
    try {
      return Journey.made();
    } catch (Exception e) {
      throw new IllegalStateException("The journey ended early", e);
    }
  }
}
