package fairlead.telemetry;

import jakarta.interceptor.InvocationContext;
import java.lang.annotation.Annotation;
import java.util.HashSet;
import java.util.Set;

/** Finds the {@link Traced} that applies to a method: its own, its class's or a stereotype's. */
final class TracedBinding {
  private TracedBinding() {}

  /** The binding, or null if the container bound the interceptor by other means. */
  static Traced of(InvocationContext context, Class<?> bean) {
    Traced own = context.getMethod().getAnnotation(Traced.class);
    if (own != null) {
      return own;
    }
    Traced ofClass = bean.getAnnotation(Traced.class);
    return ofClass != null ? ofClass : inherited(bean.getAnnotations(), new HashSet<>());
  }

  private static Traced inherited(Annotation[] annotations, Set<Class<?>> seen) {
    for (Annotation annotation : annotations) {
      Class<? extends Annotation> type = annotation.annotationType();
      if (seen.add(type) && !type.getName().startsWith("java.lang.")) {
        Traced found = type.getAnnotation(Traced.class);
        found = found != null ? found : inherited(type.getAnnotations(), seen);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }
}
