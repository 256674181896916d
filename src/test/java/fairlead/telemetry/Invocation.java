package fairlead.telemetry;

import jakarta.interceptor.InvocationContext;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** A call of a method, as a container would hand it to an interceptor. */
final class Invocation implements InvocationContext {
  private final Object target;
  private final Method method;
  private Object[] parameters;

  private Invocation(Object target, Method method, Object... parameters) {
    this.target = target;
    this.method = method;
    this.parameters = parameters;
  }

  static Invocation of(Object target, String name, Object... parameters) {
    Method method =
        Arrays.stream(target.getClass().getMethods())
            .filter(one -> one.getName().equals(name))
            .findFirst()
            .orElseThrow();
    method.setAccessible(true);
    return new Invocation(target, method, parameters);
  }

  @Override
  public Object proceed() throws Exception {
    try {
      return method.invoke(target, parameters);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw (Error) e.getCause();
    }
  }

  @Override
  public Object getTarget() {
    return target;
  }

  @Override
  public Object getTimer() {
    return null;
  }

  @Override
  public Method getMethod() {
    return method;
  }

  @Override
  public Constructor<?> getConstructor() {
    return null;
  }

  @Override
  public Object[] getParameters() {
    return parameters;
  }

  @Override
  public void setParameters(Object[] params) {
    parameters = params;
  }

  @Override
  public Map<String, Object> getContextData() {
    return new HashMap<>();
  }
}
